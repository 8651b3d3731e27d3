<?php

declare(strict_types=1);

namespace App;

use InvalidArgumentException;

function merge(array $one, array $other, bool $sum = false): array
{
    foreach ($other as $key => $value) {
        if ($sum && array_key_exists($key, $one)) {
            $numbers = array_filter([$one[$key], $value], fn ($part) => is_int($part) || is_float($part));
            if (count($numbers) < 2) {
                throw new InvalidArgumentException("no numbers: $key");
            }
            $value += $one[$key];
        }
        $one[$key] ??= $value;
    }
    return $one;
}

function compact_list(array &$list): int
{
    $before = count($list);
    $list = array_values(array_filter($list, fn ($item) => $item !== null));
    return $before - count($list);
}
