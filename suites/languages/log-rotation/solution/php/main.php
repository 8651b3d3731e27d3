<?php
declare(strict_types=1);

const PERCENT = 13;

[, $limit, $keep] = explode(' ', trim(fgets(STDIN)));
$current = 0;
$older = [];
$deleted = [];

$rotate = function () use (&$current, &$older, &$deleted, $keep): void {
    if ($current === 0) {
        return;
    }
    echo "rotated $current\n";
    array_unshift($older, $current);
    $current = 0;
    if (count($older) > (int) $keep) {
        $deleted[] = array_pop($older);
    }
    if (count($older) > 1) {
        $older[1] = intdiv($older[1] * PERCENT + 99, 100);
    }
};

while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', trim($line));
    $number = (int) ($words[1] ?? 0);
    switch ($words[0]) {
        case 'write':
            if ($current + $number > (int) $limit) {
                $rotate();
            }
            $current += $number;
            break;
        case 'rotate':
            $rotate();
            break;
        case 'clean':
            $count = 0;
            while ($older && $current + array_sum($older) > $number) {
                $deleted[] = array_pop($older);
                $count++;
            }
            echo "cleaned $count ", $current + array_sum($older), "\n";
            break;
        case 'sizes':
            echo implode(' ', [$current, ...$older]), "\n";
            break;
    }
}
echo 'deleted ', count($deleted), ' ', array_sum($deleted), "\n";
