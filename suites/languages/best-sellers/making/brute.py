import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
report, others = [], 0
for branch in {row[1] for row in rows}:
    balances = {}
    for product in {row[2] for row in rows if row[1] == branch}:
        plus = sum(int(row[3]) for row in rows if row[:3] == ["sold", branch, product])
        minus = sum(int(row[3]) for row in rows if row[:3] == ["returned", branch, product])
        if plus > minus:
            balances[product] = plus - minus
    total = sum(balances.values())
    if total < 25:
        others += 1
        continue
    largest = max(balances.values())
    best = min(product for product in balances if balances[product] == largest)
    report.append((total, branch, f"{branch} {total} of {len(balances)} best {best} {largest}"))
report.sort(key=lambda row: row[1])
report.sort(key=lambda row: row[0], reverse=True)
for row in report:
    print(row[2])
print("others", others)
