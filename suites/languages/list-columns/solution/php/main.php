<?php

const LONGEST = 23;
const GAP = 2;

function layout(array $names, int $screen): array
{
    for ($rows = 1; $rows <= count($names); $rows++) {
        $columns = array_chunk($names, $rows);
        $widths = array_map(fn($column) => max(array_map('strlen', $column)), $columns);
        if (array_sum($widths) + GAP * (count($widths) - 1) <= $screen) {
            break;
        }
    }
    if (!$names) {
        return [];
    }
    $lines = [];
    for ($row = 0; $row < $rows; $row++) {
        $cells = [];
        foreach ($columns as $i => $column) {
            if (isset($column[$row])) {
                $cells[] = str_pad($column[$row], $widths[$i], ' ', ctype_digit($column[$row]) ? STR_PAD_LEFT : STR_PAD_RIGHT);
            }
        }
        $lines[] = rtrim(implode(str_repeat(' ', GAP), $cells));
    }
    return $lines;
}

$screen = (int) fgets(STDIN);
$longest = min(LONGEST, $screen);
$lists = [];
while (($line = fgets(STDIN)) !== false) {
    [$kind, $text] = explode(' ', rtrim($line, "\n"), 2);
    if ($kind === 'heading') {
        $lists[] = [$text, []];
    } else {
        $lists[array_key_last($lists)][1][] = strlen($text) > $longest ? substr($text, 0, $longest - 1) . '~' : $text;
    }
}
$texts = array_map(fn($list) => implode("\n", [$list[0], ...layout($list[1], $screen)]), $lists);
echo implode("\n\n", $texts), $texts ? "\n" : '';
