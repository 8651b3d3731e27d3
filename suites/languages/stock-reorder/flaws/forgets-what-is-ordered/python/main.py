import sys
from collections import defaultdict

LEAD_DAYS = 4
MOST_WAITING = 25


def main():
    _, stock, point, pack = sys.stdin.readline().split()
    stock, point, pack = int(stock), int(point), int(pack)
    due = defaultdict(int)
    waiting = ordered = sold = lost = short_days = 0
    for day, line in enumerate(sys.stdin, 1):
        arrived = due.pop(day, 0)
        stock += arrived
        ordered -= arrived
        wanted = waiting + int(line)
        served = min(stock, wanted)
        stock -= served
        sold += served
        waiting = min(wanted - served, MOST_WAITING)
        lost += wanted - served - waiting
        short_days += waiting > 0
        report = [day, stock, waiting]
        position = stock - waiting
        if position <= point:
            amount = ((point - position) // pack + 1) * pack
            arrival = day + LEAD_DAYS
            due[arrival + (arrival % 7 == 0)] += amount
            ordered += amount
            report += ["orders", amount]
        print(*report)
    print("total", sold, lost, short_days)


main()
