import sys


def main():
    capacity, rate = map(int, sys.stdin.readline().split()[1:])
    level = bought = sold = lost = 0
    for line in sys.stdin:
        sun, use = map(int, line.split())
        over = missing = 0
        if sun > use:
            over = sun - use
            taken = min(over, rate)
            stored = (taken * 87 + 50) // 100
            if stored > capacity - level:
                stored = capacity - level
                taken = -(-stored * 100 // 87)
            level += stored
            lost += taken - stored
            over -= taken
        else:
            missing = use - sun
            given = min(missing, rate, level)
            level -= given
            missing -= given
        bought += missing
        sold += over
        print(level, f"sold {over}" if over else f"bought {missing}" if missing else "even")
    print(f"total bought {bought} sold {sold} lost {lost}")


main()
