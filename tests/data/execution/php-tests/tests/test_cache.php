<?php

declare(strict_types=1);

use App\Cache;

require_once __DIR__ . '/Cache.php';

test('evicts the oldest', function () {
    $cache = new Cache(2);
    $cache->put('a', 1);
    $cache->put('b', 2);
    $cache->put('c', 3);
    assertNull($cache->get('a'));
    assertSame(2, $cache->get('b'));
    assertSame(3, $cache->get('c'));
    assertCount(2, $cache);
});

test('reading counts as use', function () {
    $cache = new Cache(2);
    $cache->put('a', 'x');
    $cache->put('b', 'y');
    $cache->get('a');
    $cache->put('c', 'z');
    assertSame('x', $cache->get('a'));
    assertNull($cache->get('b'));
});

test('refuses a capacity below one', function () {
    assertThrows(InvalidArgumentException::class, fn () => new Cache(0));
    assertThrows(InvalidArgumentException::class, fn () => new Cache(-3));
    assertCount(0, new Cache(1));
});

test('keeps arrays and nulls', function () {
    $cache = new Cache(3);
    $cache->put('list', [1, 'two' => [3.0]]);
    $cache->put('none', null);
    assertEquals([1, 'two' => [3]], $cache->get('list'));
    assertNull($cache->get('none'));
    assertSame(2, count($cache));
});
