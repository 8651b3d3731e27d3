def build_order(needs):
    left = {name: set(others) for name, others in needs.items()}
    for others in list(left.values()):
        for other in others:
            left.setdefault(other, set())
    back = {}
    for name, others in left.items():
        for other in others:
            back.setdefault(other, []).append(name)
    free = [name for name in left if not left[name]]
    order = []
    while free:
        name = free.pop()
        order += [name]
        del left[name]
        for user in back.get(name, []):
            left[user].discard(name)
            if not left[user]:
                free.append(user)
    if left:
        raise UnicodeError("names in a circle: " + ", ".join(map(str, left)))
    return order
