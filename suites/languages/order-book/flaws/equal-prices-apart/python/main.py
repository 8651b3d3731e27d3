import sys
from dataclasses import dataclass

LEVELS = 3


@dataclass
class Order:
    id: str
    trader: str
    side: str
    left: int
    price: int
    shown: int
    visible: int = 0


class Exchange:
    def __init__(self):
        self.sides = {"bid": {}, "ask": {}}  # of each: by price, the queue of orders
        self.known = set()
        self.orders = {}

    def best(self, side):
        return sorted(self.sides[side], reverse=side == "bid")

    def take_out(self, order):
        queue = self.sides[order.side][order.price]
        queue.remove(order)
        if not queue:
            del self.sides[order.side][order.price]
        del self.orders[order.id]

    def rest(self, order):
        order.visible = min(order.shown, order.left)
        self.sides[order.side].setdefault(order.price, []).append(order)
        self.orders[order.id] = order

    def come_in(self, order):
        other = "ask" if order.side == "bid" else "bid"
        while order.left:
            prices = self.best(other)
            if not prices or (prices[0] >= order.price if other == "ask" else prices[0] <= order.price):
                return
            found = self.sides[other][prices[0]][0]
            if found.trader == order.trader:
                print("pulled", found.id)
                self.take_out(found)
                continue
            traded = min(order.left, found.visible)
            print("trade", found.id, order.id, traded, found.price)
            order.left -= traded
            found.left -= traded
            found.visible -= traded
            if not found.visible:
                self.take_out(found)
                if found.left:
                    self.rest(found)

    def new(self, kind, id, trader, quantity, price, shown=0):
        if id in self.known:
            print("known")
            return
        self.known.add(id)
        side = "bid" if kind in ("bid", "sweep") else "ask"
        order = Order(id, trader, side, int(quantity), int(price), int(shown))
        self.come_in(order)
        if order.left and order.shown:
            self.rest(order)
        elif order.left:
            print("rest", order.left)

    def cancel(self, id):
        if id not in self.orders:
            print("absent")
            return
        print("cancelled", self.orders[id].left)
        self.take_out(self.orders[id])

    def change(self, id, quantity, price):
        quantity, price = int(quantity), int(price)
        if id not in self.orders:
            print("absent")
            return
        print("changed")
        order = self.orders[id]
        if price == order.price and quantity <= order.left:
            order.left = quantity
            order.visible = min(order.visible, quantity)
            return
        self.take_out(order)
        order.left, order.price = quantity, price
        self.come_in(order)
        if order.left:
            self.rest(order)

    def book(self):
        for side in self.sides:
            for price in self.best(side)[:LEVELS]:
                queue = self.sides[side][price]
                print(side, price, sum(order.visible for order in queue), len(queue))
        if not self.orders:
            print("bare")


def main():
    exchange = Exchange()
    for line in sys.stdin:
        command, *words = line.split()
        if command in ("bid", "ask", "sweep", "dump"):
            exchange.new(command, *words)
        else:
            getattr(exchange, command)(*words)


main()
