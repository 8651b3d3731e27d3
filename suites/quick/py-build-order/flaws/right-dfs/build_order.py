class CycleError(ValueError):
    def __init__(self, name):
        super().__init__(f"{name} needs itself in the end")


def build_order(needs):
    white, grey, black = range(3)
    colour, order = {}, []
    for root in needs:
        stack = [(root, None)]
        while stack:
            name, rest = stack.pop()
            if rest is None:
                state = colour.get(name, white)
                if state == black:
                    continue
                if state == grey:
                    raise CycleError(name)
                colour[name] = grey
                rest = iter(needs.get(name, ()))
            for other in rest:
                stack.append((name, rest))
                stack.append((other, None))
                break
            else:
                colour[name] = black
                order.append(name)
    return order
