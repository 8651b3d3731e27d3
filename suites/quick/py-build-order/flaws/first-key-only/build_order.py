from collections import deque


def build_order(needs):
    names, todo = set(), list(needs)[:1]
    while todo:
        n = todo.pop()
        if n not in names:
            names.add(n)
            todo.extend(needs.get(n, ()))
    needs = {n: l for n, l in needs.items() if n in names}
    waiting = {name: len(set(needs.get(name, ()))) for name in names}
    users = {name: [] for name in names}
    for name, listed in needs.items():
        for other in set(listed):
            users[other].append(name)
    ready = deque(name for name in names if waiting[name] == 0)
    order = []
    while ready:
        name = ready.popleft()
        order.append(name)
        for user in users[name]:
            waiting[user] -= 1
            if waiting[user] == 0:
                ready.append(user)
    if len(order) != len(names):
        raise ValueError("names need each other")
    return order
