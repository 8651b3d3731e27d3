<?php
declare(strict_types=1);

const MOST = 23;

$lists = $silent = [];
while (($line = fgets(STDIN)) !== false) {
    [$command, $name, $other] = explode(' ', trim($line) . ' ');
    switch ($command) {
        case 'put':
            $lists[$name][$other] = true;
            break;
        case 'drop':
            unset($lists[$name][$other]);
            break;
        case 'silent':
            $silent[$name] = true;
            break;
        case 'loud':
            unset($silent[$name]);
            break;
        default:
            $ignoring = $silent;
            $ignoring[$name] = true;
            $receivers = [];
            $stack = [$other];
            while ($stack) {
                $next = array_pop($stack);
                if (isset($ignoring[$next])) {
                    continue;
                }
                $ignoring[$next] = true;
                if (isset($lists[$next])) {
                    array_push($stack, ...array_reverse(array_keys($lists[$next])));
                } else {
                    $receivers[] = $next;
                }
            }
            $count = count($receivers);
            echo match (true) {
                $count === 0 => 'nobody',
                $count > MOST => "held $count",
                default => "$count " . implode(' ', $receivers),
            }, "\n";
    }
}
