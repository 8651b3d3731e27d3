import sys

lines = sys.stdin.read().splitlines()
stock, point, pack = (int(word) for word in lines[0].split()[1:])
on_the_way = []  # packs, each with the day on which it arrives
queue = 0
sold = lost = short = 0
for day in range(1, len(lines)):
    stock += pack * sum(1 for arrival in on_the_way if arrival == day)
    on_the_way = [arrival for arrival in on_the_way if arrival != day]
    while queue and stock:
        queue, stock, sold = queue - 1, stock - 1, sold + 1
    for _ in range(int(lines[day])):
        if stock:
            stock, sold = stock - 1, sold + 1
        elif queue < 25:
            queue += 1
        else:
            lost += 1
    if queue:
        short += 1
    packs = 0
    while stock + pack * len(on_the_way) - queue <= point:
        arrival = day + 4
        if arrival in range(0, 3000, 7):
            arrival += 1
        on_the_way.append(arrival)
        packs += 1
    print(f"{day} {stock} {queue}" + (f" orders {packs * pack}" if packs else ""))
print(f"total {sold} {lost} {short}")
