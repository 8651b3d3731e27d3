<?php

const LIFE = 120;
const GRACE = 7;

final class Accounts
{
    /** @var array<string, list<array{int, int}>> name => [last day, points], sorted */
    private array $batches = [];
    private array $orders = [];
    public int $expired = 0;

    private function total(array $batches): int
    {
        return array_sum(array_column($batches, 1));
    }

    private function insert(string $name, int $last, int $points): void
    {
        $at = count($this->batches[$name] ?? []);
        while ($at > 0 && $this->batches[$name][$at - 1][0] > $last) {
            $at--;
        }
        $this->batches[$name] ??= [];
        array_splice($this->batches[$name], $at, 0, [[$last, $points]]);
    }

    private function drop(string $name, int $day): void
    {
        $this->batches[$name] ??= [];
        while ($this->batches[$name] && $this->batches[$name][0][0] < $day) {
            $this->expired += array_shift($this->batches[$name])[1];
        }
    }

    private function take(string $name, int $day, int $count): ?array
    {
        $this->drop($name, $day);
        if ($this->total($this->batches[$name]) < $count) {
            return null;
        }
        $parts = [];
        while ($count > 0) {
            [$last, $points] = array_shift($this->batches[$name]);
            $part = min($points, $count);
            $count -= $part;
            $parts[] = [$last, $part];
            if ($points > $part) {
                array_unshift($this->batches[$name], [$last, $points - $part]);
            }
        }
        return $parts;
    }

    public function earn(int $day, string $name, string $count): void
    {
        $this->insert($name, $day + LIFE, (int) $count);
    }

    public function spend(int $day, string $name, string $order, string $count): void
    {
        if (isset($this->orders["#$order"])) {
            echo "taken $order\n";
            return;
        }
        $parts = $this->take($name, $day, (int) $count);
        if ($parts === null) {
            echo "short $order\n";
        } else {
            $this->orders["#$order"] = [$name, $parts];
        }
    }

    public function refund(int $day, string $order, string $wanted): void
    {
        $count = (int) $wanted;
        [$name, $parts] = $this->orders["#$order"] ?? ['', []];
        if ($this->total($parts) < $count) {
            echo "refused $order\n";
            return;
        }
        while ($count > 0) {
            [$last, $points] = array_pop($parts);
            $part = min($points, $count);
            $count -= $part;
            $this->insert($name, max($last, $day + GRACE), $part);
            if ($points > $part) {
                $parts[] = [$last, $points - $part];
            }
        }
        $this->orders["#$order"] = [$name, $parts];
    }

    public function give(int $day, string $name, string $other, string $count): void
    {
        $parts = $this->take($name, $day, (int) $count);
        if ($parts === null) {
            echo "short $name\n";
            return;
        }
        foreach ($parts as [$last, $points]) {
            $this->insert($other, $last, $points);
        }
    }

    public function show(int $day, string $name): void
    {
        $this->drop($name, $day);
        $batches = $this->batches[$name];
        echo $name, ' ', $this->total($batches);
        if ($batches) {
            $last = $batches[0][0];
            echo ' ', $this->total(array_filter($batches, fn($batch) => $batch[0] === $last)), ' ', $last;
        }
        echo "\n";
    }

    public function finish(int $day): void
    {
        foreach (array_keys($this->batches) as $name) {
            $this->drop($name, $day);
        }
    }
}

$accounts = new Accounts();
$day = 0;
while (($line = fgets(STDIN)) !== false) {
    [$kind, $day] = $words = explode(' ', rtrim($line, "\n"));
    $accounts->$kind((int) $day, ...array_slice($words, 2));
}
$accounts->finish((int) $day);
echo "expired {$accounts->expired}\n";
