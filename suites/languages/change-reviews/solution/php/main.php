<?php
declare(strict_types=1);

const LARGE = 150;

final class Change
{
    public ?string $result = null;
    public ?string $outcome = null;
    private array $writers;
    private array $reviews = [];
    private bool $later = false;

    public function __construct(public readonly string $name, string $person, public readonly string $area, private int $lines)
    {
        $this->writers = [$person => true];
    }

    public function state(): string
    {
        if (in_array('block', $this->reviews, true)) {
            return 'blocked';
        }
        $gap = ($this->lines > LARGE ? 3 : 2) - count($this->reviews);
        return match (true) {
            $gap > 0 => "lacking $gap",
            $this->result === null => 'unchecked',
            $this->result === 'bad' => 'failing',
            default => 'ready',
        };
    }

    /** Carry a command out; false when it is refused. */
    public function take(string $command, string ...$words): bool
    {
        $taken = match ($command) {
            'push' => $this->push($words[0], (int) $words[1]),
            'approve', 'block' => $this->review($words[0], $command),
            'withdraw' => $this->withdraw($words[0]),
            'check' => (bool) ($this->result = $words[0]),
            'drop' => (bool) ($this->outcome = 'dropped'),
            'merge' => $this->state() === 'ready' && ($this->outcome = 'merged'),
            'later' => !$this->later && ($this->later = true),
            default => false,
        };
        if ($taken && $this->later && $this->outcome === null && $this->state() === 'ready') {
            $this->outcome = 'merged';
        }
        return $taken;
    }

    private function push(string $person, int $lines): bool
    {
        $this->lines = $lines;
        $this->writers[$person] = true;
        $this->reviews = array_filter($this->reviews, fn(string $review): bool => $review === 'block');
        unset($this->reviews[$person]);
        $this->result = null;
        $this->later = false;
        return true;
    }

    private function review(string $person, string $kind): bool
    {
        if (isset($this->writers[$person])) {
            return false;
        }
        $this->reviews[$person] = $kind;
        return true;
    }

    private function withdraw(string $person): bool
    {
        $stood = isset($this->reviews[$person]);
        unset($this->reviews[$person]);
        return $stood;
    }
}

$changes = [];
while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', trim($line));
    [$command, $name] = array_splice($words, 0, 2);
    $change = $changes[$name] ?? null;
    if ($command === 'open' && $change === null) {
        $change = $changes[$name] = new Change($name, $words[0], $words[1], (int) $words[2]);
        echo "$name {$change->state()}\n";
        continue;
    }
    if ($command === 'open' || $change === null || $change->outcome !== null || !$change->take($command, ...$words)) {
        echo "$name refused\n";
        continue;
    }
    echo $name, ' ', $change->outcome ?? $change->state(), "\n";
    if ($change->outcome === 'merged') {
        foreach ($changes as $other) {
            if ($other->outcome === null && $other->area === $change->area && $other->result !== null) {
                $other->result = null;
                echo "$other->name {$other->state()}\n";
            }
        }
    }
}
$counts = array_count_values(array_map(fn(Change $change): string => $change->outcome ?? 'pending', $changes));
echo 'total ', $counts['merged'] ?? 0, ' ', $counts['dropped'] ?? 0, ' ', $counts['pending'] ?? 0, "\n";
