<?php
declare(strict_types=1);

const CLEANING = 7;
const OVER = ['passed', 'failed', 'skipped', 'cancelled'];

final class Job
{
    public string $state = 'waiting';
    public array $times = [];

    public function __construct(
        public readonly string $name,
        public readonly int $length,
        public readonly string $when,
        public readonly array $needs,
        public readonly bool $soft,
        public readonly bool $fails,
    ) {
    }

    public function move(string $state, int $time): void
    {
        $this->state = $state;
        $this->times[] = $time;
    }

    public function isBroken(): bool
    {
        return $this->state === 'failed' && !$this->soft;
    }

    public function isFine(): bool
    {
        return $this->state === 'passed' || ($this->state === 'failed' && $this->soft);
    }
}

final class Pipeline
{
    /** @var array<string, Job> */
    public array $jobs = [];

    public function __construct(public readonly string $branch, array $failing, array $rows)
    {
        foreach ($rows as $row) {
            [, $name, $length, $when, $needs] = $row;
            $this->jobs[$name] = new Job($name, (int) $length, $when, names($needs), isset($row[5]), in_array($name, $failing, true));
        }
    }

    public function cancel(int $time): void
    {
        foreach ($this->jobs as $job) {
            if (in_array($job->state, ['waiting', 'queued'], true) && $job->when !== 'always') {
                $job->move('cancelled', $time);
            }
        }
    }

    public function decide(int $time): void
    {
        do {
            $changed = false;
            foreach ($this->jobs as $job) {
                $needs = array_map(fn (string $name): Job => $this->jobs[$name], $job->needs);
                $open = array_filter($needs, fn (Job $need): bool => !in_array($need->state, OVER, true));
                if ($job->state !== 'waiting' || $open) {
                    continue;
                }
                $runs = match ($job->when) {
                    'success' => count(array_filter($needs, fn (Job $need): bool => $need->isFine())) === count($needs),
                    'failure' => (bool) array_filter($needs, fn (Job $need): bool => $need->isBroken()),
                    default => true,
                };
                if ($runs) {
                    $job->state = 'queued';
                } else {
                    $job->move('skipped', $time);
                    $changed = true;
                }
            }
        } while ($changed);
    }

    public function result(): string
    {
        $states = array_map(fn (Job $job): string => $job->state, $this->jobs);
        if (in_array('cancelled', $states, true)) {
            return 'cancelled';
        }
        return array_filter($this->jobs, fn (Job $job): bool => $job->isBroken()) ? 'failed' : 'passed';
    }
}

function names(string $text): array
{
    return $text === '-' ? [] : explode(',', $text);
}

$rows = $pushes = [];
$runners = 0;
while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', trim($line));
    if ($words[0] === 'runners') {
        $runners = (int) $words[1];
    } elseif ($words[0] === 'job') {
        $rows[] = $words;
    } else {
        $pushes[] = [(int) $words[1], $words[2], names($words[3])];
    }
}

$pipelines = $running = $occupied = [];
$worked = 0;
$times = array_fill_keys(array_column($pushes, 0), true);
while ($times) {
    $time = min(array_keys($times));
    unset($times[$time]);
    foreach ($running as $at => $job) {
        if ($job->times[0] + $job->length === $time) {
            $job->move($job->fails ? 'failed' : 'passed', $time);
            unset($running[$at]);
        }
    }
    while (isset($pushes[count($pipelines)]) && $pushes[count($pipelines)][0] === $time) {
        [, $branch, $failing] = $pushes[count($pipelines)];
        foreach ($pipelines as $pipeline) {
            if ($pipeline->branch === $branch) {
                $pipeline->cancel($time);
            }
        }
        $pipelines[] = new Pipeline($branch, $failing, $rows);
    }
    foreach ($pipelines as $pipeline) {
        $pipeline->decide($time);
    }
    $occupied = array_filter($occupied, fn (int $end): bool => $end > $time);
    $turns = $pipelines;
    usort($turns, fn (Pipeline $a, Pipeline $b): int => ($b->branch === 'main') <=> ($a->branch === 'main'));
    foreach ($turns as $pipeline) {
        foreach ($pipeline->jobs as $job) {
            if ($job->state !== 'queued' || count($occupied) >= $runners) {
                continue;
            }
            $job->state = 'running';
            $job->times[] = $time;
            $end = $time + $job->length;
            $running[] = $job;
            $worked += $job->length;
            $occupied[] = $end + CLEANING;
            $times[$end] = $times[$end + CLEANING] = true;
        }
    }
}

foreach ($pipelines as $at => $pipeline) {
    $last = max(array_map(fn (Job $job): int => end($job->times), $pipeline->jobs));
    echo $at + 1, " $pipeline->branch {$pipeline->result()} $last\n";
    foreach ($pipeline->jobs as $job) {
        echo "$job->name $job->state ", implode(' ', $job->times), "\n";
    }
}
echo "worked $worked\n";
