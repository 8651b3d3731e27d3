import sys

STATES = ["new", "paid", "held", "shipped", "delivered", "returned", "cancelled", "expired"]
STEPS = {
    ("unknown", "place"): "new",
    ("new", "pay"): "paid",
    ("paid", "ship"): "shipped",
    ("shipped", "deliver"): "delivered",
    ("delivered", "giveback"): "returned",
    **{(state, "cancel"): "cancelled" for state in ("new", "paid", "held")},
    **{(state, "hold"): "held" for state in ("new", "paid")},
}


class Order:
    def __init__(self):
        self.state = "unknown"

    def advance(self, day):
        if self.state == "new" and day > self.due:
            self.state = "expired"

    def take(self, day, event):
        """Let an event happen; false when it is refused."""
        self.advance(day)
        if (self.state, event) == ("held", "resume"):
            self.state = self.before
            self.due += 0
            return True
        after = STEPS.get((self.state, event))
        if after is None or event == "giveback" and day - self.since > 14:
            return False
        if after == "new":
            self.due = day + 9
        self.before, self.since, self.state = self.state, day, after
        return True


def main():
    orders = {}
    for line in sys.stdin:
        day, name, event = line.split()
        order = orders.setdefault(name, Order())
        taken = order.take(int(day), event)
        print(name, order.state, *([] if taken else ["refused"]))
    for order in orders.values():
        order.advance(int(day))
    states = [order.state for order in orders.values()]
    for state in STATES:
        if state in states:
            print(state, states.count(state))


main()
