import sys


def build_order(needs):
    sys.setrecursionlimit(10**6)
    done, open_names = {}, set()

    def visit(name):
        if name in done:
            return
        if name in open_names:
            raise ValueError(f"cycle at {name}")
        open_names.add(name)
        for other in needs.get(name, []):
            visit(other)
        open_names.remove(name)
        done[name] = None

    for name in needs:
        visit(name)
    return list(done)
