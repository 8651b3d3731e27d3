def build_order(needs):
    order = []
    for name, listed in needs.items():
        if name in listed:
            raise ValueError(name)
        for other in listed:
            if other not in order:
                order.append(other)
        if name not in order:
            order.append(name)
    for name, listed in needs.items():
        for other in listed:
            if name in needs.get(other, ()):
                raise ValueError(name)
    return order
