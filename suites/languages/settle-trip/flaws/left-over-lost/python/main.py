import sys

SMALL = 29


def money(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


first, *lines = sys.stdin.read().splitlines()
names = first.split()
balances = dict.fromkeys(names, 0)


def spend(name, cents, who):
    weights = {}
    for part in who.split(","):
        member, _, weight = part.partition("*")
        weights[member] = int(weight or 1)
    total = sum(weights.values())
    shares = {member: cents * weight // total for member, weight in weights.items()}
    left = cents - sum(shares.values())
    after = names.index(name) + 1
    order = [member for member in names[after:] + names[:after] if member in weights]
    balances[name] += cents
    for place, member in enumerate(order):
        balances[member] -= shares[member]


for line in lines:
    kind, name, *rest = line.split()
    if kind == "paid":
        other, cents = rest
        balances[name] += int(cents)
        balances[other] -= int(cents)
    else:
        cents, *who = rest
        spend(name, int(cents), who[0] if who else ",".join(names))

for name in names:
    print(name, money(balances[name]))

open_balances = {name: cents for name, cents in balances.items() if abs(cents) >= SMALL}
payments = 0
while open_balances:
    debtor = min(open_balances, key=open_balances.get)
    creditor = max(open_balances, key=open_balances.get)
    cents = min(-open_balances[debtor], open_balances[creditor])
    if cents <= 0:
        break
    open_balances[debtor] += cents
    open_balances[creditor] -= cents
    print(debtor, "pays", creditor, money(cents))
    payments += 1
if not payments:
    print("settled")
