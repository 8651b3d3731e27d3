<?php
declare(strict_types=1);

const LAST = 750000;

/** Pieces of equal positions: piece i begins at $starts[i] and ends before $starts[i + 1]. */
final class Strip
{
    /** @var int[] */
    private array $starts = [1, LAST + 1];
    private array $labels = [null, null];
    private array $seals = [false, false];

    private function pieceOf(int $position): int
    {
        $low = 0;
        $high = count($this->starts) - 1;
        while ($low < $high) {
            $middle = intdiv($low + $high + 1, 2);
            if ($this->starts[$middle] <= $position) {
                $low = $middle;
            } else {
                $high = $middle - 1;
            }
        }
        return $low;
    }

    private function cut(int $at): int
    {
        $piece = $this->pieceOf($at);
        if ($this->starts[$piece] === $at) {
            return $piece;
        }
        array_splice($this->starts, $piece + 1, 0, [$at]);
        array_splice($this->labels, $piece + 1, 0, [$this->labels[$piece]]);
        array_splice($this->seals, $piece + 1, 0, [$this->seals[$piece]]);
        return $piece + 1;
    }

    /** @return int[] the pieces of a range, cut to fit */
    private function pieces(int $first, int $last): array
    {
        if ($first > LAST) {
            return [];
        }
        $begin = $this->cut($first);
        return range($begin, $this->cut(min($last, LAST) + 1) - 1);
    }

    public function paint(int $first, int $last, ?string $label): void
    {
        foreach ($this->pieces($first, $last) as $piece) {
            if (!$this->seals[$piece]) {
                $this->labels[$piece] = $label;
            }
        }
    }

    public function seal(int $first, int $last, bool $sealed): void
    {
        foreach ($this->pieces($first, $last) as $piece) {
            $this->seals[$piece] = $sealed;
        }
    }

    public function at(int $position): ?string
    {
        return $this->labels[$this->pieceOf($position)];
    }

    public function total(string $label): int
    {
        $total = 0;
        foreach ($this->labels as $piece => $other) {
            if ($other === $label) {
                $total += $this->starts[$piece + 1] - $this->starts[$piece];
            }
        }
        return $total;
    }

    public function runs(int $first, int $last): array
    {
        $runs = [];
        foreach ($this->pieces($first, $last) as $piece) {
            $label = $this->labels[$piece];
            $start = $this->starts[$piece];
            $end = $this->starts[$piece + 1] - 1;
            if ($label === null) {
                continue;
            }
            $previous = count($runs) - 1;
            if ($previous >= 0 && $runs[$previous][1] === $start - 1 && $runs[$previous][2] === $label) {
                $runs[$previous][1] = $end;
            } else {
                $runs[] = [$start, $end, $label];
            }
        }
        return $runs;
    }
}

$strip = new Strip();
while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', trim($line));
    switch ($words[0]) {
        case 'dye':
            $strip->paint((int) $words[1], (int) $words[2], $words[3]);
            break;
        case 'wipe':
            $strip->paint((int) $words[1], (int) $words[2], null);
            break;
        case 'seal':
        case 'unseal':
            $strip->seal((int) $words[1], (int) $words[2], $words[0] === 'seal');
            break;
        case 'at':
            echo $strip->at((int) $words[1]) ?? 'bare', "\n";
            break;
        case 'total':
            echo $strip->total($words[1]), "\n";
            break;
        default:
            $runs = $strip->runs((int) $words[1], (int) $words[2]);
            echo $runs === [] ? "bare\n" : implode('', array_map(fn (array $run): string => implode(' ', $run) . "\n", $runs));
    }
}
