<?php
declare(strict_types=1);

const LEAST = 25;

$branches = [];
while (($line = fgets(STDIN)) !== false) {
    [$kind, $branch, $product, $number] = explode(' ', trim($line));
    $branches[$branch][$product] ??= 0;
    $branches[$branch][$product] += $kind === 'sold' ? (int) $number : -(int) $number;
}

$report = [];
foreach ($branches as $branch => $balances) {
    $balances = array_filter($balances, fn (int $balance): bool => $balance > 0);
    $total = array_sum($balances);
    if ($total >= LEAST) {
        ksort($balances, SORT_STRING);
        $largest = max($balances);
        $report[] = [$total, $branch, count($balances), array_search($largest, $balances, true), $largest];
    }
}
usort($report, fn (array $a, array $b): int => $b[0] <=> $a[0] ?: strcmp($a[1], $b[1]));

foreach ($report as [$total, $branch, $kinds, $product, $balance]) {
    echo "$branch $total of $kinds best $product $balance\n";
}
echo 'others ', count($branches) - count($report), "\n";
