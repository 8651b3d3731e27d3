import sys


def rounded(value, unit):
    """value / unit, halves away from zero."""
    return (2 * value + unit) // (2 * unit)


def money(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


rates = {}
classes, amounts = [], []
voucher = shipping = 0
for line in sys.stdin:
    kind, first, *rest = line.split()
    if kind == "class":
        rates[first] = int(rest[0])
    elif kind == "line":
        count, price, reduction = map(int, rest)
        classes.append(first)
        amounts.append(rounded(count * price * (100 - reduction), 100))
    elif kind == "voucher":
        voucher += int(first)
    else:
        shipping = int(first)

positive = [i for i, amount in enumerate(amounts) if amount > 0]
total = sum(amounts[i] for i in positive)
voucher = min(voucher, total)
products = {i: voucher * amounts[i] for i in positive}
left = voucher - sum(product // total for product in products.values())
by_part = sorted(positive, key=lambda i: -(products[i] % total))
for place, i in enumerate(by_part):
    amounts[i] -= products[i] // total + (place < left)

nets = {name: 0 for name in rates if name in classes}
for name, amount in zip(classes, amounts):
    nets[name] += amount
if nets:
    nets[max(nets, key=rates.get)] += shipping

taxes = {name: rounded(net * rates[name], 1000) for name, net in nets.items()}
for name, net in nets.items():
    print(name, money(net), money(taxes[name]))
net, tax = sum(nets.values()), sum(taxes.values())
print("net", money(net))
print("tax", money(tax))
print("due", money(net + tax))
