<?php
declare(strict_types=1);

const LONGEST = 60;
const PAUSE = 20;
const MOST_FAILURES = 5;
const MOST_AT_ONCE = 2;

final class Job
{
    public int $failures = 0;
    public int $end = 0;
    public int $seconds = 0;
    public bool $succeeds = false;

    public function __construct(
        public readonly int $place,
        public readonly string $name,
        public readonly string $customer,
        public int $ready,
        private readonly array $runs,
    ) {
    }

    public function start(int $time): void
    {
        $run = $this->runs[min($this->failures, count($this->runs) - 1)];
        $length = (int) substr($run, 0, -1);
        $this->seconds = min($length, LONGEST);
        $this->succeeds = $length <= LONGEST && str_ends_with($run, '+');
        $this->end = $time + $this->seconds;
    }
}

[, $workers] = explode(' ', trim(fgets(STDIN)));
$waiting = $running = [];
while (($line = fgets(STDIN)) !== false) {
    [, $name, $customer, $arrival, $runs] = explode(' ', trim($line));
    $place = count($waiting);
    $waiting[$place] = new Job($place, $name, $customer, (int) $arrival, explode(',', $runs));
}

$attempts = $wasted = 0;
$time = -1;
while ($waiting || $running) {
    $moments = array_map(fn (Job $job): int => $job->end, $running);
    foreach ($waiting as $job) {
        if ($job->ready > $time) {
            $moments[] = $job->ready;
        }
    }
    $time = min($moments);

    ksort($running);
    foreach ($running as $place => $job) {
        if ($job->end > $time) {
            continue;
        }
        unset($running[$place]);
        if ($job->succeeds) {
            echo "$time $job->name good ", $job->failures + 1, "\n";
            continue;
        }
        $wasted += $job->seconds;
        $job->failures++;
        if ($job->failures === MOST_FAILURES) {
            echo "$time $job->name dead $job->failures\n";
        } else {
            $job->ready = $time + (PAUSE << ($job->failures - 1));
            $waiting[$place] = $job;
        }
    }

    $ready = array_filter($waiting, fn (Job $job): bool => $job->ready <= $time);
    usort($ready, fn (Job $a, Job $b): int => [$a->ready, $a->failures, $a->place] <=> [$b->ready, $b->failures, $b->place]);
    foreach ($ready as $job) {
        $same = array_filter($running, fn (Job $other): bool => $other->customer === $job->customer);
        if (count($running) < (int) $workers && count($same) < MOST_AT_ONCE) {
            unset($waiting[$job->place]);
            $running[$job->place] = $job;
            $job->start($time);
            $attempts++;
        }
    }
}
echo "attempts $attempts wasted $wasted\n";
