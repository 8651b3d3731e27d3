<?php

const PATIENCE = 53;
const DAY = 24 * 60;

final class Task
{
    public array $times = [];
    public array $days;
    public ?int $waiting = null;
    public int $started = 0;
    public int $merged = 0;
    public int $late = 0;

    public function __construct(public readonly string $name, string $when, string $days, public readonly int $length)
    {
        $this->days = explode(',', $days);
        if (preg_match('/^(\d+)@(.{5})-(.{5})$/', $when, $parts)) {
            $times = range(minutes($parts[2]), minutes($parts[3]));
            $times = array_filter($times, fn($time) => ($time - $times[0]) % (int) $parts[1] === 0);
        } else {
            $times = array_map('minutes', explode(',', $when));
        }
        $this->times = array_flip($times);
    }

    public function dueOn(array $names): bool
    {
        $without = array_map(fn($name) => "!$name", $names);
        return array_intersect($names, $this->days) && !array_intersect($without, $this->days);
    }
}

function minutes(string $text): int
{
    return (int) substr($text, 0, 2) * 60 + (int) substr($text, 3);
}

/** All that a day is called. */
function names_of(DateTimeImmutable $day): array
{
    $names = ['*', strtolower($day->format('D')), $day->format('j')];
    $last = $day->modify('last day of this month');
    if ($day == $last) {
        $names[] = 'last';
    }
    while ($last->format('N') > 5) {
        $last = $last->modify('-1 day');
    }
    if ($day == $last) {
        $names[] = 'work';
    }
    return $names;
}

[, $begin, $count] = explode(' ', rtrim(fgets(STDIN)));
$tasks = [];
while (($line = fgets(STDIN)) !== false) {
    [, $name, $when, $days, $length] = explode(' ', rtrim($line));
    $tasks[] = new Task($name, $when, $days, (int) $length);
}

$day = new DateTimeImmutable($begin, new DateTimeZone('UTC'));
$freeAt = $idle = 0;
for ($number = 0; $number < (int) $count; $number++, $day = $day->modify('+1 day')) {
    $names = names_of($day);
    $due = array_map(fn($task) => $task->dueOn($names), $tasks);
    for ($time = 0; $time < DAY; $time++) {
        $now = $number * DAY + $time;
        $next = null;
        foreach ($tasks as $i => $task) {
            if ($task->waiting !== null && $task->waiting < $now - PATIENCE) {
                $task->waiting = null;
                $task->late++;
            }
            if ($due[$i] && isset($task->times[$time])) {
                if ($task->waiting === null) {
                    $task->waiting = $now;
                } else {
                    $task->merged++;
                }
            }
            if ($task->waiting !== null && ($next === null || [$task->started, $task->waiting] < [$next->started, $next->waiting])) {
                $next = $task;
            }
        }
        if ($now < $freeAt) {
            continue;
        }
        if ($next === null) {
            $idle++;
            continue;
        }
        $next->waiting = null;
        $next->started++;
        $freeAt = $now + $next->length;
        printf("%s %02d:%02d %s\n", $day->format('Y-m-d'), intdiv($time, 60), $time % 60, $next->name);
    }
}
foreach ($tasks as $task) {
    $left = $task->waiting === null ? 0 : 1;
    echo "$task->name started $task->started merged $task->merged late $task->late left $left\n";
}
echo "idle $idle\n";
