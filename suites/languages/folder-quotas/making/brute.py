import copy
import sys

root = {"kids": {}, "quota": None}


def at(names):
    node = root
    for name in names:
        if node is None or "kids" not in node:
            return None
        node = node["kids"].get(name)
    return node


def total(node):
    return sum(map(total, node["kids"].values())) if "kids" in node else node["size"]


def folders(node, path=""):
    """Every folder with its path, the upper before the lower."""
    if "kids" in node:
        yield path or "/", node
        for name, kid in node["kids"].items():
            yield from folders(kid, f"{path}/{name}")


def strip(node):
    for _, folder in folders(node):
        folder["quota"] = None
    return node


def change(names, act):
    """Carry a change out, look whether a folder above is over its quota, and take it back if so."""
    global root
    before = {path: total(folder) for path, folder in folders(root)}
    saved = copy.deepcopy(root)
    act()
    for deep in range(len(names) - 1, -1, -1):
        path = "/" + "/".join(names[:deep])
        folder = at(names[:deep])
        if folder["quota"] is not None and total(folder) > folder["quota"] and total(folder) > before[path]:
            root = saved
            return "over " + path
    return "ok"


def carry_out(command, words):
    first = [name for name in words[0].split("/") if name]
    node = at(first)
    if command in ("quota", "free", "list", "size", "remove", "move", "copy"):
        if node is None or (command in ("quota", "free", "list") and "kids" not in node):
            return "missing"
    if command == "quota":
        node["quota"] = int(words[1])
        return "ok"
    if command == "free":
        node["quota"] = None
        return "ok"
    if command == "size":
        return total(node)
    if command == "list":
        rows = [f"{name}{'/' * ('kids' in kid)} {total(kid)}" for name, kid in sorted(node["kids"].items())]
        return "\n".join(rows) if rows else "nothing"
    if command == "remove":
        at(first[:-1])["kids"].pop(first[-1])
        return "ok"
    names = [name for name in words[1].split("/") if name] if command in ("move", "copy") else first
    there = at(names)
    if there is not None and (command != "file" or "kids" in there):
        return "exists"
    parent = at(names[:-1])
    if parent is None or "kids" not in parent:
        return "nowhere"
    if command == "folder":
        parent["kids"][names[-1]] = {"kids": {}, "quota": None}
        return "ok"
    if command == "file":
        return change(names, lambda: parent["kids"].update({names[-1]: {"size": int(words[1])}}))
    if names[: len(first)] == first:
        return "inside"
    if command == "copy":
        return change(names, lambda: parent["kids"].update({names[-1]: strip(copy.deepcopy(node))}))

    def act():
        del at(first[:-1])["kids"][first[-1]]
        parent["kids"][names[-1]] = node

    return change(names, act)


for line in sys.stdin.read().splitlines():
    command, *words = line.split()
    print(carry_out(command, words))
