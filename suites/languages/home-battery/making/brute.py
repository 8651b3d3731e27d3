import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
capacity, rate = int(rows[0][1]), int(rows[0][2])
level = bought = sold = lost = 0
for sun, use in rows[1:]:
    sun, use = int(sun), int(use)
    buys = sells = 0
    if sun > use:
        over = sun - use
        taken = 0
        while taken < min(over, rate) and level + taken * 87 // 100 < capacity:
            taken += 1
        if level + min(over, rate) * 87 // 100 <= capacity:
            taken = min(over, rate)
        stored = taken * 87 // 100
        level += stored
        lost += taken - stored
        sells = over - taken
    else:
        for missing in range(use - sun):
            if level > 0 and missing < rate:
                level -= 1
            else:
                buys += 1
    bought += buys
    sold += sells
    print(level, f"bought {buys}" if buys else f"sold {sells}" if sells else "even")
print("total bought", bought, "sold", sold, "lost", lost)
