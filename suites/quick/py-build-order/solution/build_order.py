def build_order(needs):
    waiting = {name: set(before) for name, before in needs.items()}
    needed_by = {}
    for name, before in needs.items():
        for other in before:
            waiting.setdefault(other, set())
            needed_by.setdefault(other, set()).add(name)
    ready = [name for name, before in waiting.items() if not before]
    order = []
    while ready:
        name = ready.pop()
        order.append(name)
        for other in needed_by.get(name, ()):
            waiting[other].discard(name)
            if not waiting[other]:
                ready.append(other)
    if len(order) < len(waiting):
        raise ValueError("names need each other")
    return order
