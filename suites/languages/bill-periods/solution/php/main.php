<?php

const LONGEST = 61;

/** The number of a day. */
function parse(string $text): int
{
    [$year, $month, $day] = array_map('intval', explode('-', $text));
    return intdiv(gmmktime(0, 0, 0, $month, $day, $year), 86400);
}

function show(int $day): string
{
    return gmdate('Y-m-d', $day * 86400);
}

function add_months(string $date, int $months): int
{
    [$year, $month, $day] = array_map('intval', explode('-', $date));
    $total = $year * 12 + $month - 1 + $months;
    $first = gmmktime(0, 0, 0, $total % 12 + 1, 1, intdiv($total, 12));
    return intdiv($first, 86400) + min($day, (int) gmdate('t', $first)) - 1;
}

final class Subscription
{
    public array $pauses = [];
    public int $last = PHP_INT_MAX;

    public function __construct(private string $date, private int $months)
    {
    }

    public function answer(int $day): string
    {
        $start = parse($this->date);
        if ($day < $start) {
            return 'before';
        }
        if ($day > $this->last) {
            return 'over';
        }
        [$number, $first, $pushed, $waiting] = [1, $start, 0, $this->pauses];
        while (true) {
            $following = add_months($this->date, $number * $this->months) + $pushed;
            while ($waiting && $waiting[0][0] < $following) {
                [$from, $to] = array_shift($waiting);
                $pushed += $to - $from + 1;
                $following += $to - $from + 1;
            }
            if ($day < $following) {
                break;
            }
            [$number, $first] = [$number + 1, $following];
        }
        $last = min($following - 1, $this->last);
        $served = $last - $first + 1;
        $paused = '';
        foreach ($this->pauses as [$from, $to]) {
            $served -= max(0, min($to, $last) - max($from, $first) + 1);
            if ($from <= $day && $day <= $to) {
                $paused = ' paused';
            }
        }
        return sprintf('%d %s %s %d%s', $number, show($first), show($last), $served, $paused);
    }
}

$subs = [];
$questions = [];
$longest = ['none', 0];
while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', rtrim($line, "\n"));
    [$kind, $name, $date] = $words;
    if ($kind === 'sub') {
        $subs[$name] = new Subscription($date, (int) $words[3]);
    } elseif ($kind === 'pause') {
        $pause = [parse($date), parse($words[3])];
        $subs[$name]->pauses[] = $pause;
        $size = $pause[1] - $pause[0] + 1;
        if ($size > $longest[1] && $size <= LONGEST) {
            $longest = [$name, $size];
        }
    } elseif ($kind === 'end') {
        $subs[$name]->last = parse($date);
    } else {
        $questions[] = [$name, parse($date)];
    }
}
foreach ($questions as [$name, $day]) {
    echo $name, ' ', isset($subs[$name]) ? $subs[$name]->answer($day) : 'unknown', "\n";
}
echo 'longest ', $longest[0], $longest[1] ? " $longest[1]" : '', "\n";
