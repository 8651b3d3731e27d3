<?php

const DEEPEST = 13;
const COMPARISONS = ['=', '!=', '<', '<=', '>', '>=', '~'];
const KEY_WORDS = ['and', 'or', 'not', 'in'];

final class Wrong extends Exception
{
}

function negated(?bool $a): ?bool
{
    return $a === null ? null : !$a;
}

function both(?bool $a, ?bool $b): ?bool
{
    if ($a === false || $b === false) {
        return false;
    }
    return $a === null || $b === null ? null : true;
}

function either(?bool $a, ?bool $b): ?bool
{
    return negated(both(negated($a), negated($b)));
}

function is_number(string $text): bool
{
    return preg_match('/^-?[0-9]{1,15}$/D', $text) === 1;
}

function compare(string $sign, string $mine, string $theirs): ?bool
{
    if ($sign === '~') {
        return str_contains($mine, $theirs);
    }
    if (!is_number($mine) || !is_number($theirs)) {
        return match ($sign) {
            '=' => $mine === $theirs,
            '!=' => $mine !== $theirs,
            default => null,
        };
    }
    $order = (int) $mine <=> (int) $theirs;
    return match ($sign) {
        '=' => $order === 0,
        '!=' => $order !== 0,
        '<' => $order < 0,
        '<=' => $order <= 0,
        '>' => $order > 0,
        '>=' => $order >= 0,
    };
}

final class Parser
{
    private array $parts = [];
    private int $at = 0;
    private int $depth = 0;

    public function __construct(string $text)
    {
        $pattern = "/([!<>]=|[(),=<>~])|('(?:[^']|'')*'(?!'))|([\\w.-]+)|[^ ]/";
        preg_match_all($pattern, $text, $matches, PREG_SET_ORDER | PREG_OFFSET_CAPTURE | PREG_UNMATCHED_AS_NULL);
        foreach ($matches as [[$whole, $offset], $sign, $quoted, $word]) {
            [$kind, $value] = match (true) {
                $sign[0] !== null => ['sign', $whole],
                $quoted[0] !== null => ['quoted', str_replace("''", "'", substr($whole, 1, -1))],
                $word[0] !== null => [in_array($whole, KEY_WORDS, true) ? 'key' : 'word', $whole],
                default => ['bad', $whole],
            };
            $this->parts[] = [$kind, $value, $offset + 1];
        }
        $this->parts[] = ['end', '', strlen($text) + 1];
    }

    public function whole(): Closure
    {
        $result = $this->condition();
        $this->expect('end');
        return $result;
    }

    private function is(string $kind, string ...$values): bool
    {
        [$got, $value] = $this->parts[$this->at];
        return $got === $kind && (!$values || in_array($value, $values, true));
    }

    private function accept(string $kind, string ...$values): bool
    {
        $fits = $this->is($kind, ...$values);
        $this->at += (int) $fits;
        return $fits;
    }

    private function expect(string $kind, string ...$values): void
    {
        if (!$this->accept($kind, ...$values)) {
            $this->fail();
        }
    }

    private function fail(): never
    {
        throw new Wrong((string) $this->parts[$this->at][2]);
    }

    private function condition(): Closure
    {
        $result = $this->conjunction();
        while ($this->accept('key', 'or')) {
            $left = $result;
            $right = $this->conjunction();
            $result = fn($fields) => either($left($fields), $right($fields));
        }
        return $result;
    }

    private function conjunction(): Closure
    {
        $result = $this->factor();
        while ($this->accept('key', 'and')) {
            $left = $result;
            $right = $this->factor();
            $result = fn($fields) => both($left($fields), $right($fields));
        }
        return $result;
    }

    private function factor(): Closure
    {
        if ($this->accept('key', 'not')) {
            $inner = $this->factor();
            return fn($fields) => negated($inner($fields));
        }
        if (!$this->is('sign', '(')) {
            return $this->test();
        }
        if ($this->depth === DEEPEST) {
            $this->fail();
        }
        $this->at++;
        $this->depth++;
        $inner = $this->condition();
        $this->expect('sign', ')');
        $this->depth--;
        return $inner;
    }

    private function test(): Closure
    {
        [$kind, $name] = $this->parts[$this->at];
        if ($kind !== 'word' || !preg_match('/^[a-z]{1,10}$/D', $name)) {
            $this->fail();
        }
        $this->at++;
        $sign = $this->parts[$this->at][1];
        if ($this->accept('sign', ...COMPARISONS)) {
            $value = $this->value();
            return fn($fields) => isset($fields[$name]) ? compare($sign, $fields[$name], $value) : null;
        }
        if (!$this->accept('key', 'in')) {
            return fn($fields) => isset($fields[$name]);
        }
        $this->expect('sign', '(');
        $values = [$this->value()];
        while ($this->accept('sign', ',')) {
            $values[] = $this->value();
        }
        $this->expect('sign', ')');
        return function ($fields) use ($name, $values) {
            if (!isset($fields[$name])) {
                return null;
            }
            foreach ($values as $value) {
                if (compare('=', $fields[$name], $value)) {
                    return true;
                }
            }
            return false;
        };
    }

    private function value(): string
    {
        if (!$this->is('word') && !$this->is('quoted')) {
            $this->fail();
        }
        return $this->parts[$this->at++][1];
    }
}

$records = [];
while (($line = fgets(STDIN)) !== false) {
    [$word, $text] = explode(' ', rtrim($line, "\n"), 2);
    if ($word === 'record') {
        $fields = [];
        $parts = explode(' ', $text);
        foreach (array_slice($parts, 1) as $part) {
            [$name, $value] = explode('=', $part);
            $fields[$name] = $value;
        }
        $records[] = [$parts[0], $fields];
        continue;
    }
    try {
        $condition = (new Parser($text))->whole();
        $ids = [];
        foreach ($records as [$id, $fields]) {
            if ($condition($fields) === true) {
                $ids[] = $id;
            }
        }
        echo $ids ? implode(' ', $ids) : 'nothing', "\n";
    } catch (Wrong $error) {
        echo "error {$error->getMessage()}\n";
    }
}
