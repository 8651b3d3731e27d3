import sys
from collections import defaultdict

DISCOUNT_DAYS = 13
SMALL = 37
LATE_DAYS = 43


class Invoice:
    def __init__(self, day, number, cents):
        self.day = day
        self.number = number
        self.cents = self.rest = cents

    def due(self, day):
        return max(0, self.rest - (self.cents * 2 // 100 if day - self.day <= DISCOUNT_DAYS else 0))


granted = written = 0
invoices = defaultdict(list)
credit = defaultdict(int)


def book(day, customer, cents, numbers):
    """Spread money over the customer's invoices, and print where it went."""
    global granted, written
    by_number = {invoice.number: invoice for invoice in invoices[customer]}
    order = [by_number[number] for number in numbers if number in by_number]
    if not numbers:
        order = [invoice for invoice in invoices[customer] if invoice.rest and invoice.due(day) == cents][:1]
    booked = []
    for invoice in order + invoices[customer]:
        due = invoice.due(day)
        taken = min(cents, due)
        if not taken:
            continue
        booked.append(f" {invoice.number}={taken}")
        cents -= taken
        left = invoice.rest - taken
        invoice.rest = 0
        if taken == due:
            granted += left
        elif left <= SMALL:
            written += left
        else:
            invoice.rest = left
    credit[customer] += cents
    print(customer + "".join(booked) + (f" credit={cents}" if cents else ""))


for line in sys.stdin:
    kind, day, customer, *words = line.split()
    day = int(day)
    if kind == "bill":
        number, cents = words
        invoices[customer].append(Invoice(day, number, int(cents)))
        if credit[customer]:
            book(day, customer, credit.pop(customer), [number])
    elif kind == "paid":
        numbers = words[1].split(",") if words[1:] else []
        book(day, customer, int(words[0]), numbers)
    else:
        unpaid = [invoice for invoice in invoices[customer] if invoice.rest]
        late = sum(day - invoice.day > LATE_DAYS for invoice in unpaid)
        total = sum(invoice.rest for invoice in unpaid)
        print(customer, "open", len(unpaid), total, "late", late, "credit", credit[customer])
print("granted", granted)
print("written", written)
