import sys
from collections import defaultdict

STEPS = {"N": (-1, 0), "S": (1, 0), "W": (0, -1), "E": (0, 1)}


class Cart:
    def __init__(self, name, row, column, program):
        self.name = name
        self.field = int(row), int(column)
        self.steps = list(reversed(program))
        self.in_a_row = self.finished = self.bumps = self.waits = self.given_up = 0

    def goal(self):
        row, column = STEPS[self.steps[-1]]
        return self.field[0] + row, self.field[1] + column

    def wait(self, number):
        self.waits += 1
        self.in_a_row += 1
        if self.in_a_row == 9:
            self.given_up += 1
            self.end_step(number)

    def end_step(self, number):
        self.steps.pop()
        self.in_a_row = 0
        self.finished = number


def play(free, carts, number):
    """Play one round."""
    active = [cart for cart in carts if cart.steps]
    goals = {cart: cart.goal() for cart in active}
    wishes = defaultdict(list)
    for cart in active:
        if goals[cart] in free:
            wishes[goals[cart]].append(cart)
        else:
            cart.bumps += 1
            cart.end_step(number)
    standing = {cart.field: cart for cart in carts}
    movers = {min(rivals, key=lambda cart: (-cart.in_a_row, cart.name)) for rivals in wishes.values()}
    movers = set(movers)
    while True:
        stopped = {cart for cart in movers if standing.get(goals[cart], cart) not in movers}
        if not stopped:
            break
        movers -= stopped
    for rivals in wishes.values():
        for cart in rivals:
            if cart in movers:
                cart.field = goals[cart]
                cart.end_step(number)
            else:
                cart.wait(number)


def main():
    rows = int(sys.stdin.readline().split()[1])
    plan = [sys.stdin.readline().strip() for _ in range(rows)]
    free = {(row, column) for row, marks in enumerate(plan, 1) for column, mark in enumerate(marks, 1) if mark == "."}
    carts = sorted((Cart(*line.split()[1:]) for line in sys.stdin), key=lambda cart: cart.name)
    number = 0
    while any(cart.steps for cart in carts):
        number += 1
        play(free, carts, number)
    for cart in carts:
        print(cart.name, *cart.field, cart.finished, cart.bumps, cart.waits, cart.given_up)


main()
