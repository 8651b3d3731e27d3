import sys
from decimal import Decimal

first, *lines = sys.stdin.read().split("\n")
names = first.split(" ")
balance = [0] * len(names)
for line in lines:
    word = line.split(" ")
    if word[0] == "paid":
        balance[names.index(word[1])] += int(word[3])
        balance[names.index(word[2])] -= int(word[3])
    elif word[0] == "spent":
        payer, cents = names.index(word[1]), int(word[2])
        weights = [1] * len(names)
        if len(word) > 3:
            weights = [0] * len(names)
            for part in word[3].split(","):
                who, _, weight = part.partition("*")
                weights[names.index(who)] = int(weight or 1)
        total = sum(weights)
        shares = [cents * w // total for w in weights]
        at = payer
        while sum(shares) < cents:
            at = (at + 1) % len(names)
            if weights[at]:
                shares[at] += 1
        balance[payer] += cents
        for i, share in enumerate(shares):
            balance[i] -= share


def show(cents):
    return f"{Decimal(cents) / 100:.2f}"


for name, cents in zip(names, balance):
    print(name, show(cents))
rest = [cents if abs(cents) >= 29 else 0 for cents in balance]
some = False
while min(rest) < 0 < max(rest):
    debtor, other = rest.index(min(rest)), rest.index(max(rest))
    cents = 0
    while rest[debtor] < 0 < rest[other]:
        step = 1 if min(-rest[debtor], rest[other]) < 1000 else min(-rest[debtor], rest[other]) - 999
        rest[debtor] += step
        rest[other] -= step
        cents += step
    print(names[debtor], "pays", names[other], show(cents))
    some = True
if not some:
    print("settled")
