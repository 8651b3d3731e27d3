<?php

const LONGEST = 29;

function anchor_of(string $text): string
{
    $anchor = trim(preg_replace('/[^a-z0-9]+/', '-', strtolower($text)), '-');
    $anchor = rtrim(substr($anchor, 0, LONGEST), '-');
    return $anchor === '' ? 'section' : $anchor;
}

$used = [];
$around = [];
$in_sample = false;
$repeated = 0;
foreach (explode("\n", stream_get_contents(STDIN)) as $line) {
    if (str_starts_with($line, '~~~')) {
        $in_sample = !$in_sample;
    }
    if ($in_sample || !preg_match('/^(#{1,6}) +(.*)$/', $line, $heading)) {
        continue;
    }
    $level = strlen($heading[1]);
    $text = preg_replace('/(^| +)#+$/', '', rtrim($heading[2]));
    if ($text === '') {
        continue;
    }
    $anchor = $base = anchor_of($text);
    for ($number = 2; isset($used[$anchor]); $number++) {
        $anchor = "$base-$number";
    }
    $used[$anchor] = true;
    $repeated += $anchor === $base ? 0 : 1;
    while ($around && end($around) >= $level) {
        array_pop($around);
    }
    echo str_repeat('  ', count($around)), "- $text (#$anchor)\n";
    $around[] = $level;
}
echo 'headings ', count($used), " repeated $repeated\n";
