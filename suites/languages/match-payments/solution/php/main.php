<?php

const DISCOUNT_DAYS = 13;
const SMALL = 37;
const LATE_DAYS = 43;

final class Invoice
{
    public int $rest;

    public function __construct(public readonly int $day, public readonly string $number, public readonly int $cents)
    {
        $this->rest = $cents;
    }

    public function due(int $day): int
    {
        $discount = $this->rest === $this->cents && $day - $this->day <= DISCOUNT_DAYS ? intdiv($this->cents * 2, 100) : 0;
        return $this->rest - $discount;
    }
}

final class Books
{
    public int $discounts = 0;
    public int $losses = 0;
    /** @var array<string, list<Invoice>> */
    private array $invoices = [];
    /** @var array<string, int> */
    private array $credit = [];

    public function enter(int $day, string $customer, string $number, int $cents): void
    {
        $this->invoices[$customer][] = new Invoice($day, $number, $cents);
        $credit = $this->credit[$customer] ?? 0;
        if ($credit > 0) {
            $this->credit[$customer] = 0;
            $this->book($day, $customer, $credit, [$number]);
        }
    }

    public function book(int $day, string $customer, int $cents, array $numbers): void
    {
        $own = array_filter($this->invoices[$customer] ?? [], fn (Invoice $invoice) => $invoice->rest > 0);
        $order = [];
        foreach ($numbers as $number) {
            array_push($order, ...array_filter($own, fn (Invoice $invoice) => $invoice->number === $number));
        }
        if (!$numbers) {
            $order = array_slice(array_filter($own, fn (Invoice $invoice) => $invoice->due($day) === $cents), 0, 1);
        }
        echo $customer;
        foreach ([...$order, ...$own] as $invoice) {
            $due = $invoice->due($day);
            $taken = min($cents, $due);
            if ($taken === 0) {
                continue;
            }
            echo " $invoice->number=$taken";
            $cents -= $taken;
            $invoice->rest -= $taken;
            if ($taken === $due) {
                $this->discounts += $invoice->rest;
                $invoice->rest = 0;
            } elseif ($invoice->rest <= SMALL) {
                $this->losses += $invoice->rest;
                $invoice->rest = 0;
            }
        }
        if ($cents > 0) {
            $this->credit[$customer] = ($this->credit[$customer] ?? 0) + $cents;
            echo " credit=$cents";
        }
        echo "\n";
    }

    public function show(int $day, string $customer): void
    {
        $count = $sum = $old = 0;
        foreach ($this->invoices[$customer] ?? [] as $invoice) {
            if ($invoice->rest > 0) {
                $count++;
                $sum += $invoice->rest;
                $old += $day - $invoice->day > LATE_DAYS ? 1 : 0;
            }
        }
        $credit = $this->credit[$customer] ?? 0;
        echo "$customer open $count $sum late $old credit $credit\n";
    }
}

$books = new Books();
while (($line = fgets(STDIN)) !== false) {
    $words = explode(' ', rtrim($line, "\n"));
    [$kind, $day, $customer] = $words;
    match ($kind) {
        'bill' => $books->enter((int) $day, $customer, $words[3], (int) $words[4]),
        'paid' => $books->book((int) $day, $customer, (int) $words[3], isset($words[4]) ? explode(',', $words[4]) : []),
        'show' => $books->show((int) $day, $customer),
    };
}
echo "granted $books->discounts\nwritten $books->losses\n";
