from collections import deque


def build_order(needs):
    names = set(needs)
    for listed in needs.values():
        names.update(listed)
    waiting = {name: len(set(needs[name])) for name in names}
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
