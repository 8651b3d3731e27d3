<?php

declare(strict_types=1);

namespace App;

final class Cache implements \Countable
{
    private array $entries = [];

    public function __construct(private readonly int $capacity)
    {
        if ($capacity < 1) {
            throw new \InvalidArgumentException('capacity below 1');
        }
    }

    public function put(string $key, mixed $value): void
    {
        unset($this->entries[$key]);
        $this->entries[$key] = $value;
        if (count($this->entries) > $this->capacity) {
            unset($this->entries[array_key_first($this->entries)]);
        }
    }

    public function get(string $key): mixed
    {
        if (!array_key_exists($key, $this->entries)) {
            return null;
        }
        $value = $this->entries[$key];
        $this->put($key, $value);
        return $value;
    }

    public function count(): int
    {
        return count($this->entries);
    }
}
