import sys


def build_order(needs):
    sys.setrecursionlimit(1_000_000)
    order, done = [], {}

    def visit(name, path):
        if name in path:
            raise ValueError(name)
        path.add(name)
        for other in needs.get(name, ()):
            visit(other, path)
        path.discard(name)
        if name not in done:
            done[name] = True
            order.append(name)

    for name in needs:
        visit(name, set())
    return order
