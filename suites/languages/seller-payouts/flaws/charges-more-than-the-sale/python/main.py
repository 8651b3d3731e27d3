import sys

RATE = 47
FIXED = 31
LEAST = 1900


def commission(cents):
    return (cents * RATE + 500) // 1000


def amount(cents):
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100}.{abs(cents) % 100:02d}"


balances = {}
frozen = set()
earned = 0
for line in sys.stdin:
    kind, *words = line.split()
    if kind == "sale":
        seller, cents = words[0], int(words[1])
        charge = commission(cents) + FIXED
        balances[seller] = balances.get(seller, 0) + cents - charge
        earned += charge
    elif kind == "refund":
        seller, cents = words[0], int(words[1])
        balances[seller] = balances.get(seller, 0) - cents + commission(cents)
        earned -= commission(cents)
    elif kind == "freeze":
        frozen.add(words[0])
    elif kind == "thaw":
        frozen.discard(words[0])
    else:
        for seller in sorted(balances):
            if balances[seller] >= LEAST and seller not in frozen:
                print("pay", seller, amount(balances[seller]))
                balances[seller] = 0
        print("waiting", sum(cents > 0 for cents in balances.values()))
for seller in sorted(balances):
    if balances[seller]:
        print("left", seller, amount(balances[seller]))
print("earned", amount(earned))
