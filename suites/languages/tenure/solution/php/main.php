<?php

const SENIOR_MONTHS = 37;

/** @return int[]|null year, month and day */
function parse(string $text): ?array
{
    [$year, $month, $day] = array_map('intval', explode('-', $text));
    return checkdate($month, $day, $year) ? [$year, $month, $day] : null;
}

function month_length(int $year, int $month): int
{
    $leap = $year % 4 === 0 && ($year % 100 !== 0 || $year % 400 === 0);
    return [31, $leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][$month - 1];
}

function ordinal(array $date): int
{
    return intdiv(gmmktime(0, 0, 0, $date[1], $date[2], $date[0]), 86400);
}

function add_months(array $date, int $months): array
{
    $total = $date[0] * 12 + $date[1] - 1 + $months;
    $year = intdiv($total, 12);
    $month = $total % 12 + 1;
    return [$year, $month, min($date[2], month_length($year, $month))];
}

$today = trim(fgets(STDIN));
while (($line = fgets(STDIN)) !== false) {
    [$name, $from, $to] = explode(' ', rtrim($line, "\n"));
    $from = parse($from);
    $to = parse($to === '-' ? $today : $to);
    if ($from === null || $to === null || $to < $from) {
        echo "$name faulty\n";
        continue;
    }
    $months = ($to[0] - $from[0]) * 12 + $to[1] - $from[1];
    if (add_months($from, $months) > $to) {
        $months--;
    }
    $days = ordinal($to) - ordinal(add_months($from, $months));
    $grade = $months >= SENIOR_MONTHS ? 'senior' : 'junior';
    printf("%s %dy %dm %dd %s\n", $name, intdiv($months, 12), $months % 12, $days, $grade);
}
