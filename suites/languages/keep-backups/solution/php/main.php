<?php

const HOURS = 36;

$lines = explode("\n", rtrim(stream_get_contents(STDIN), "\n"));
[, $last, $days, $weeks, $months] = explode(' ', array_shift($lines));
sort($lines, SORT_STRING);

$zone = new DateTimeZone('UTC');
$backups = [];
$usable = false;
foreach ($lines as $line) {
    [$date, $time, $kind, $size] = explode(' ', $line);
    $usable = $kind === 'full' || ($kind === 'part' && $usable);
    $backups[] = [
        'name' => "$date $time",
        'time' => new DateTimeImmutable("$date $time", $zone),
        'kind' => $kind,
        'size' => (int) $size,
        'usable' => $usable,
        'reasons' => str_ends_with($line, ' pinned') ? ['pinned'] : [],
    ];
}
$sound = array_keys(array_filter($backups, fn (array $backup) => $backup['usable']));

foreach (['last' => ['Y-m-d H:i', $last], 'day' => ['Y-m-d', $days], 'week' => ['o W', $weeks], 'month' => ['Y-m', $months]] as $reason => [$format, $limit]) {
    $latest = [];
    foreach ($sound as $at) {
        $latest[$backups[$at]['time']->format($format)] = $at;
    }
    foreach (array_slice(array_reverse(array_values($latest)), 0, (int) $limit) as $at) {
        $backups[$at]['reasons'][] = $reason;
    }
}
if ($sound) {
    $limit = $backups[end($sound)]['time']->modify('-' . HOURS . ' hours');
    foreach ($sound as $at) {
        if ($backups[$at]['time'] >= $limit) {
            $backups[$at]['reasons'][] = 'fresh';
        }
    }
}
foreach (array_reverse($sound) as $at) {
    if ($backups[$at]['reasons'] && $backups[$at]['kind'] === 'part' && !$backups[$at - 1]['reasons']) {
        $backups[$at - 1]['reasons'] = ['base'];
    }
}

$count = $space = 0;
foreach ($sound as $at) {
    if ($backups[$at]['reasons']) {
        echo $backups[$at]['name'], ' ', implode('+', $backups[$at]['reasons']), "\n";
        $count++;
        $space += $backups[$at]['size'];
    }
}
$rest = count($backups) - $count;
echo "kept $count $space\n";
echo "dropped $rest ", array_sum(array_column($backups, 'size')) - $space, "\n";
