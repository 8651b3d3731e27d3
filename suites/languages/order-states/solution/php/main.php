<?php
declare(strict_types=1);

const PAYMENT_DAYS = 9;
const RETURN_DAYS = 14;
const STATES = ['new', 'paid', 'held', 'shipped', 'delivered', 'returned', 'cancelled', 'expired'];

final class Order
{
    public string $state = 'unknown';
    private string $before = '';
    private int $since = 0;
    private int $due = 0;

    public function advance(int $day): void
    {
        if ($this->state === 'new' && $day > $this->due) {
            $this->state = 'expired';
        }
    }

    /** Let an event happen; false when it is refused. */
    public function take(int $day, string $event): bool
    {
        $this->advance($day);
        $after = match ([$this->state, $event]) {
            ['unknown', 'place'] => 'new',
            ['new', 'pay'] => 'paid',
            ['paid', 'ship'] => 'shipped',
            ['shipped', 'deliver'] => 'delivered',
            ['new', 'cancel'], ['paid', 'cancel'], ['held', 'cancel'] => 'cancelled',
            ['new', 'hold'], ['paid', 'hold'] => 'held',
            ['held', 'resume'] => $this->before,
            ['delivered', 'giveback'] => $day - $this->since <= RETURN_DAYS ? 'returned' : null,
            default => null,
        };
        if ($after === null) {
            return false;
        }
        if ($event === 'place') {
            $this->due = $day + PAYMENT_DAYS;
        } elseif ($event === 'resume') {
            $this->due += $day - $this->since;
        }
        [$this->before, $this->since, $this->state] = [$this->state, $day, $after];
        return true;
    }
}

$orders = [];
$today = 0;
while (($line = fgets(STDIN)) !== false) {
    [$day, $name, $event] = explode(' ', trim($line));
    $today = (int) $day;
    $order = $orders[$name] ??= new Order();
    $taken = $order->take($today, $event);
    echo $name, ' ', $order->state, $taken ? '' : ' refused', "\n";
}
$counts = array_fill_keys(STATES, 0);
foreach ($orders as $order) {
    $order->advance($today);
    if ($order->state !== 'unknown') {
        $counts[$order->state]++;
    }
}
foreach (array_filter($counts) as $state => $count) {
    echo "$state $count\n";
}
