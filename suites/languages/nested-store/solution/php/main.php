<?php
declare(strict_types=1);

const LENT = 23;
const DEEPEST = 12;

final class Store
{
    /** @var array<string, array{string, int}|null> value and last line of each key */
    private array $entries = [];
    /** @var list<array{name: ?string, replaced: list<array>}> */
    private array $levels = [];

    public function change(string $key, ?array $entry): void
    {
        if ($this->levels !== []) {
            $this->levels[count($this->levels) - 1]['replaced'][] = [$key, $this->entries[$key] ?? null];
        }
        $this->entries[$key] = $entry;
    }

    public function value(string $key, int $line): ?string
    {
        $entry = $this->entries[$key] ?? null;
        return $entry !== null && $line <= $entry[1] ? $entry[0] : null;
    }

    public function tally(string $value, int $line): int
    {
        return count(array_filter(
            $this->entries,
            fn (?array $entry): bool => $entry !== null && $line <= $entry[1] && $entry[0] === $value,
        ));
    }

    public function begin(?string $name): bool
    {
        if (count($this->levels) === DEEPEST) {
            return false;
        }
        $this->levels[] = ['name' => $name, 'replaced' => []];
        return true;
    }

    public function end(bool $keeps, ?string $name): bool
    {
        $at = count($this->levels) - 1;
        while ($at >= 0 && $name !== null && $this->levels[$at]['name'] !== $name) {
            $at--;
        }
        if ($at < 0) {
            return false;
        }
        $replaced = array_merge(...array_column(array_splice($this->levels, $at), 'replaced'));
        if (!$keeps) {
            foreach (array_reverse($replaced) as [$key, $entry]) {
                $this->entries[$key] = $entry;
            }
            if ($name !== null) {
                $this->begin($name);
            }
        } elseif ($at > 0) {
            array_push($this->levels[$at - 1]['replaced'], ...$replaced);
        }
        return true;
    }
}

$store = new Store();
for ($line = 1; ($text = fgets(STDIN)) !== false; $line++) {
    $words = explode(' ', trim($text));
    $fine = true;
    switch ($words[0]) {
        case 'put':
            $store->change($words[1], [$words[2], PHP_INT_MAX]);
            break;
        case 'lend':
            $store->change($words[1], [$words[2], $line + LENT]);
            break;
        case 'cut':
            $store->change($words[1], null);
            break;
        case 'get':
            echo $store->value($words[1], $line) ?? 'none', "\n";
            break;
        case 'tally':
            echo $store->tally($words[1], $line), "\n";
            break;
        case 'begin':
        case 'mark':
            $fine = $store->begin($words[1] ?? null);
            break;
        default:
            $fine = $store->end($words[0] === 'keep', $words[1] ?? null);
    }
    if (!$fine) {
        echo "refused\n";
    }
}
