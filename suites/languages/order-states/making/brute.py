import sys

rows = [(int(day), order, event) for day, order, event in (line.split() for line in sys.stdin.read().splitlines())]
FITS = {
    "place": ["unknown"], "pay": ["new"], "ship": ["paid"], "deliver": ["shipped"], "cancel": ["new", "paid", "held"],
    "hold": ["new", "paid"], "resume": ["held"], "giveback": ["delivered"],
}
GIVES = {"place": "new", "pay": "paid", "ship": "shipped", "deliver": "delivered", "cancel": "cancelled", "hold": "held", "giveback": "returned"}


def replay(order, until, last):
    """Go through all days, with the events of an order among the first lines: its state, whether the last one was refused."""
    state, left, before, delivered, refused = "unknown", 0, None, 0, False
    for day in range(last + 1):
        if state == "new":
            left -= 1
            if left < 0:
                state = "expired"
        for when, name, event in rows[:until]:
            if (when, name) != (day, order):
                continue
            refused = state not in FITS[event] or event == "giveback" and day > delivered + 14
            if refused:
                continue
            if event == "place":
                left = 9
            if event == "deliver":
                delivered = day
            if event == "hold":
                before = state
            state = before if event == "resume" else GIVES[event]
    return state, refused


for at, (day, order, event) in enumerate(rows):
    state, refused = replay(order, at + 1, day)
    print(order, state + (" refused" if refused else ""))
final = [replay(order, len(rows), rows[-1][0])[0] for order in sorted({row[1] for row in rows})]
for state in ["new", "paid", "held", "shipped", "delivered", "returned", "cancelled", "expired"]:
    if state in final:
        print(state, final.count(state))
