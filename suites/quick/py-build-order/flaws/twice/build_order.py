def build_order(needs):
    order = []
    for name, before in needs.items():
        order += before
        order.append(name)
    return order
