<?php
declare(strict_types=1);

const PATIENCE = 9;
const STEPS = ['N' => [-1, 0], 'S' => [1, 0], 'W' => [0, -1], 'E' => [0, 1]];

final class Cart
{
    public int $inARow = 0;
    public int $finished = 0;
    public int $bumps = 0;
    public int $waits = 0;
    public int $givenUp = 0;
    public bool $moves = false;
    /** @var array{int, int}|null the field that it wants to enter */
    public ?array $goal = null;
    private int $next = 0;

    public function __construct(public string $name, public array $field, private string $program)
    {
    }

    public function isActive(): bool
    {
        return $this->next < strlen($this->program);
    }

    public function step(): array
    {
        [$row, $column] = STEPS[$this->program[$this->next]];
        return [$this->field[0] + $row, $this->field[1] + $column];
    }

    public function endStep(int $round): void
    {
        $this->next++;
        $this->inARow = 0;
        $this->finished = $round;
    }
}

$lines = explode("\n", trim(stream_get_contents(STDIN)));
$rows = (int) explode(' ', $lines[0])[1];
$plan = array_slice($lines, 1, $rows);
$carts = [];
foreach (array_slice($lines, 1 + $rows) as $line) {
    [, $name, $row, $column, $program] = explode(' ', $line);
    $carts[$name] = new Cart($name, [(int) $row, (int) $column], $program);
}
ksort($carts);

for ($round = 1; array_filter($carts, fn (Cart $cart): bool => $cart->isActive()); $round++) {
    $standing = [];
    $winners = [];
    foreach ($carts as $cart) {
        $standing[implode(' ', $cart->field)] = $cart;
        $cart->moves = false;
        $cart->goal = null;
        if (!$cart->isActive()) {
            continue;
        }
        [$row, $column] = $cart->step();
        if ($row < 1 || $column < 1 || ($plan[$row - 1][$column - 1] ?? '#') !== '.') {
            $cart->bumps++;
            $cart->endStep($round);
            continue;
        }
        $cart->goal = [$row, $column];
        $rival = $winners["$row $column"] ?? null;
        if ($rival === null || $cart->inARow > $rival->inARow) {
            $winners["$row $column"] = $cart;
        }
    }
    foreach ($winners as $cart) {
        $cart->moves = true;
    }
    $inFront = fn (Cart $cart): ?Cart => $standing[implode(' ', $cart->goal)] ?? null;
    $swapped = array_filter($winners, function (Cart $cart) use ($inFront): bool {
        $front = $inFront($cart);
        return $front !== null && $front->moves && $front->goal === $cart->field;
    });
    foreach ($swapped as $cart) {
        $cart->moves = false;
    }
    do {
        $changed = false;
        foreach ($winners as $cart) {
            $front = $inFront($cart);
            if ($cart->moves && $front !== null && !$front->moves) {
                $cart->moves = false;
                $changed = true;
            }
        }
    } while ($changed);
    foreach ($carts as $cart) {
        if ($cart->moves) {
            $cart->field = $cart->goal;
            $cart->endStep($round);
        } elseif ($cart->goal !== null) {
            $cart->waits++;
            $cart->inARow++;
            if ($cart->inARow === PATIENCE) {
                $cart->givenUp++;
                $cart->endStep($round);
            }
        }
    }
}

foreach ($carts as $cart) {
    echo implode(' ', [$cart->name, ...$cart->field, $cart->finished, $cart->bumps, $cart->waits, $cart->givenUp]), "\n";
}
