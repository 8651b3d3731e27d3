<?php

const RATE = 47;
const FIXED = 31;
const LEAST = 1900;

function commission(int $cents): int
{
    return intdiv($cents * RATE + 500, 1000);
}

function amount(int $cents): string
{
    $size = abs($cents);
    return sprintf('%s%d.%02d', $cents < 0 ? '-' : '', intdiv($size, 100), $size % 100);
}

$balances = [];
$frozen = [];
$earned = 0;
while (($line = fgets(STDIN)) !== false) {
    [$kind, $seller, $cents] = explode(' ', rtrim($line, "\n")) + ['', '', 0];
    switch ($kind) {
        case 'sale':
            $charge = min(commission((int) $cents) + FIXED, (int) $cents);
            $balances[$seller] = ($balances[$seller] ?? 0) + $cents - $charge;
            $earned += $charge;
            break;
        case 'refund':
            $back = commission((int) $cents);
            $balances[$seller] = ($balances[$seller] ?? 0) - $cents + $back;
            $earned -= $back;
            break;
        case 'freeze':
            $frozen[$seller] = true;
            break;
        case 'thaw':
            unset($frozen[$seller]);
            break;
        case 'payout':
            ksort($balances, SORT_STRING);
            foreach ($balances as $name => $balance) {
                if ($balance >= LEAST && !isset($frozen[$name])) {
                    echo "pay $name ", amount($balance), "\n";
                    $balances[$name] = 0;
                }
            }
            echo 'waiting ', count(array_filter($balances, fn (int $balance) => $balance > 0)), "\n";
            break;
    }
}
ksort($balances, SORT_STRING);
foreach ($balances as $name => $balance) {
    if ($balance !== 0) {
        echo "left $name ", amount($balance), "\n";
    }
}
echo 'earned ', amount($earned), "\n";
