def build_order(needs):
    order, seen = [], set()
    names = list(needs)
    for name in names:
        if name in seen:
            continue
        stack = [(name, iter(needs.get(name, ())))]
        seen.add(name)
        while stack:
            top, rest = stack[-1]
            for other in rest:
                if other in seen:
                    if other not in order or len(stack) > 1:
                        raise ValueError(other)
                    continue
                seen.add(other)
                stack.append((other, iter(needs.get(other, ()))))
                break
            else:
                stack.pop()
                order.append(top)
    return order
