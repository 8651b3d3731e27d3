import sys

# Bookings are written into one journal, and everything is worked out from it anew.
journal = []
bills = []


def booked(number):
    return sum(cents for kind, other, cents in journal if kind == "pay" and other == number)


def closed(number):
    return ("close", number, 0) in journal


def rest(bill):
    return 0 if closed(bill[2]) else bill[3] - booked(bill[2])


def due(bill, day):
    if booked(bill[2]) == 0 and day <= bill[0] + 13:
        return bill[3] - (bill[3] - bill[3] % 50) // 50
    return rest(bill)


def credit(customer):
    return sum(cents for kind, who, cents in journal if kind == "credit" and who == customer)


def unpaid(customer):
    return [bill for bill in bills if bill[1] == customer and not closed(bill[2])]


def put(bill, day, money, out):
    wanted = due(bill, day)
    if money >= wanted:
        journal.append(("grant", bill[2], rest(bill) - wanted))
        journal.append(("pay", bill[2], wanted))
        journal.append(("close", bill[2], 0))
        out.append(f"{bill[2]}={wanted}")
        return money - wanted
    journal.append(("pay", bill[2], money))
    out.append(f"{bill[2]}={money}")
    if rest(bill) <= 37:
        journal.append(("write", bill[2], rest(bill)))
        journal.append(("close", bill[2], 0))
    return 0


def spread(day, customer, money, numbers):
    out = [customer]
    if numbers is None:
        fits = [bill for bill in unpaid(customer) if due(bill, day) == money]
        if fits:
            money = put(fits[0], day, money, out)
    else:
        for number in numbers:
            for bill in unpaid(customer):
                if bill[2] == number and money > 0:
                    money = put(bill, day, money, out)
                    break
    while money > 0 and unpaid(customer):
        money = put(unpaid(customer)[0], day, money, out)
    if money > 0:
        journal.append(("credit", customer, money))
        out.append(f"credit={money}")
    print(*out)


for line in sys.stdin.read().split("\n"):
    words = line.split(" ")
    if words[0] == "bill":
        bills.append((int(words[1]), words[2], words[3], int(words[4])))
        if credit(words[2]) > 0:
            money = credit(words[2])
            journal.append(("credit", words[2], -money))
            spread(int(words[1]), words[2], money, [words[3]])
    elif words[0] == "paid":
        spread(int(words[1]), words[2], int(words[3]), words[4].split(",") if len(words) > 4 else None)
    elif words[0] == "show":
        mine = unpaid(words[2])
        old = [bill for bill in mine if bill[0] + 43 < int(words[1])]
        print(words[2], "open", len(mine), sum(map(rest, mine)), "late", len(old), "credit", credit(words[2]))
print("granted", sum(entry[2] for entry in journal if entry[0] == "grant"))
print("written", sum(entry[2] for entry in journal if entry[0] == "write"))
