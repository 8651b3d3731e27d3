<?php
const MOST = 7;

$lines = file('php://stdin', FILE_IGNORE_NEW_LINES);
$window = (int) explode(' ', array_shift($lines))[1];
$edge = 0;
$islands = [];  // [first byte, byte behind the last], ascending

foreach ($lines as $line) {
    [, $first, $length] = explode(' ', $line);
    $begin = max((int) $first, $edge);
    $end = min((int) $first + (int) $length, $edge + $window);
    $gain = $begin < $end;
    foreach ($islands as [$a, $b]) {
        $gain = $gain && !($a <= $begin && $end <= $b);
    }
    if ($gain) {
        $apart = [];
        foreach ($islands as [$a, $b]) {
            if ($b < $begin || $end < $a) {
                $apart[] = [$a, $b];
            } else {
                $begin = min($a, $begin);
                $end = max($b, $end);
            }
        }
        if ($begin === $edge) {
            $edge = $end;
        } else {
            $apart[] = [$begin, $end];
        }
        sort($apart);
        $islands = $apart;
    }
    $words = [$gain ? 'gain' : 'waste', $edge];
    foreach (array_slice($islands, 0, MOST) as [$a, $b]) {
        $words[] = $a . '-' . ($b - 1);
    }
    if (count($islands) > MOST) {
        $words[] = '+' . (count($islands) - MOST);
    }
    echo implode(' ', $words), "\n";
}
