<?php
const HIT = 17;

/** Writes a value (a count, or null) on all pieces from one border to another. */
function paint(array &$values, array $index, int $begin, int $end, ?int $value): void
{
    for ($at = $index[$begin]; $at < $index[$end]; $at++) {
        $values[$at] = $value;
    }
}

function totals(array $file, array $index): array
{
    $totals = array_fill(0, count($index), null);
    foreach ($file['runs'] as $blocks) {
        usort($blocks, fn($a, $b) => ($b[1] - $b[0]) <=> ($a[1] - $a[0]));
        $counts = [];
        foreach ($blocks as [$begin, $end, $count]) {
            paint($counts, $index, $begin, $end, $count);
        }
        foreach ($counts as $at => $count) {
            $totals[$at] += $count;
        }
    }
    foreach ($file['ignored'] as [$begin, $end]) {
        paint($totals, $index, $begin, $end, null);
    }
    return $totals;
}

$files = [];
$run = 0;
while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', rtrim($line));
    if ($words[0] === 'run') {
        $run++;
        continue;
    }
    $name = "f$words[1]";  // so that names of digits stay texts
    if ($words[0] === 'file') {
        $files[$name] = ['runs' => [], 'ignored' => [], 'borders' => []];
        continue;
    }
    $begin = (int) $words[2];
    $end = (int) $words[3] + 1;
    $files[$name]['borders'][$begin] = $files[$name]['borders'][$end] = true;
    if ($words[0] === 'block') {
        $files[$name]['runs'][$run][] = [$begin, $end, (int) $words[4]];
    } else {
        $files[$name]['ignored'][] = [$begin, $end];
    }
}
ksort($files, SORT_STRING);

foreach ($files as $name => $file) {
    $borders = array_keys($file['borders']);
    sort($borders);
    $totals = totals($file, array_flip($borders));
    $hit = $missed = 0;
    $gaps = [];
    $joins = false;
    for ($at = 0; $at + 1 < count($borders); $at++) {
        $size = $borders[$at + 1] - $borders[$at];
        if ($totals[$at] === null) {
            continue;
        }
        if ($totals[$at] >= HIT) {
            $hit += $size;
            $joins = false;
            continue;
        }
        $missed += $size;
        $first = $joins ? array_pop($gaps)[0] : $borders[$at];
        $gaps[] = [$first, $borders[$at + 1] - 1];
        $joins = true;
    }
    $share = $hit + $missed ? intdiv(1000 * $hit, $hit + $missed) : 0;
    echo substr($name, 1), ' ', $hit + $missed ? intdiv($share, 10) . '.' . $share % 10 . '%' : 'unmeasured', "\n";
    foreach ($gaps as [$first, $last]) {
        echo "  $first-$last\n";
    }
}
