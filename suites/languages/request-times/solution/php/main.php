<?php

const SHARE = 95;
const LIMIT = 1500;

function routeOf(string $path): string
{
    $bare = explode('?', $path, 2)[0];
    $route = preg_replace('~(?<=/)[0-9]+(?=/|$)~D', '#', $bare);
    return strlen($route) > 1 && str_ends_with($route, '/') ? substr($route, 0, -1) : $route;
}

/** The smallest of the times that at least so many percent do not exceed; -1 where there are no times. */
function ranked(array $ordered, int $percent): int
{
    return $ordered[intdiv(count($ordered) * $percent + 99, 100) - 1] ?? -1;
}

$numbers = [];
$times = [];
$late = 0;
while (($line = fgets(STDIN)) !== false) {
    [$method, $path, $status, $ms] = explode(' ', rtrim($line, "\n"));
    $endpoint = "$method " . routeOf($path);
    $numbers[$endpoint] = ($numbers[$endpoint] ?? 0) + 1;
    $times[$endpoint] ??= [];
    if ((int) $status < 500) {
        $times[$endpoint][] = (int) $ms;
    }
    $late += (int) ((int) $ms > LIMIT);
}

$rows = [];
foreach ($times as $endpoint => $ordered) {
    sort($ordered);
    $rows[] = [-ranked($ordered, SHARE), -$numbers[$endpoint], $endpoint, ranked($ordered, 50), count($ordered)];
}
usort($rows, fn (array $a, array $b) => [$a[0], $a[1]] <=> [$b[0], $b[1]] ?: strcmp($a[2], $b[2]));

$shown = fn (int $time) => $time < 0 ? '-' : (string) $time;
foreach ($rows as [$high, $number, $endpoint, $middle, $good]) {
    $lost = -$number - $good;
    echo "$endpoint calls ", -$number, " failed $lost mid ", $shown($middle), ' high ', $shown(-$high), "\n";
}
echo "slow $late\n";
