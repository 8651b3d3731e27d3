import sys

log = {}  # of each change: what was done to it and not refused, as lists of words
areas = {}


def look(name):
    """Go through all that was done to a change: (state, writers, standing reviews, has a result, is to be merged later)."""
    writers, reviews, result, lines, later, state = [], [], "", 0, False, ""
    for words in log[name]:
        what = words[0]
        if what in ("open", "push"):
            writers.append(words[1])
            lines = int(words[-1])
        if what == "push":
            reviews = [pair for pair in reviews if pair[0] == "block" and pair[1] != words[1]]
            result, later = "", False
        if what in ("approve", "block", "withdraw"):
            reviews = [pair for pair in reviews if pair[1] != words[1]]
        if what in ("approve", "block"):
            reviews.append((what, words[1]))
        if what == "check":
            result = words[1]
        if what == "forget":
            result = ""
        if what == "later":
            later = True
        if what == "drop":
            state = "dropped"
        if what == "merge":
            state = "merged"
    if not state:
        kinds = [pair[0] for pair in reviews]
        need = 2 + (lines > 150)
        if kinds.count("block"):
            state = "blocked"
        elif kinds.count("approve") < need:
            state = f"lacking {need - kinds.count('approve')}"
        else:
            state = {"": "unchecked", "bad": "failing", "good": "ready"}[result]
    return state, writers, [pair[1] for pair in reviews], bool(result), later


def is_fine(words):
    what, name = words[:2]
    if what == "open":
        return name not in log
    if name not in log:
        return False
    state, writers, reviewers, _, later = look(name)
    if state in ("merged", "dropped"):
        return False
    return {
        "approve": lambda: words[2] not in writers,
        "block": lambda: words[2] not in writers,
        "withdraw": lambda: words[2] in reviewers,
        "merge": lambda: state == "ready",
        "later": lambda: not later,
    }.get(what, lambda: True)()


for line in sys.stdin.read().splitlines():
    words = line.split()
    name = words[1]
    if not is_fine(words):
        print(name + " refused")
        continue
    log.setdefault(name, []).append([words[0], *words[2:]])
    if words[0] == "open":
        areas[name] = words[3]
    if look(name)[0] == "ready" and look(name)[4]:
        log[name].append(["merge"])
    print(name, look(name)[0])
    if look(name)[0] == "merged":
        for other in log:
            state, _, _, has_result, _ = look(other)
            if areas[other] == areas[name] and has_result and state not in ("merged", "dropped"):
                log[other].append(["forget"])
                print(other, look(other)[0])
ends = [look(name)[0] for name in log]
print("total", ends.count("merged"), ends.count("dropped"), sum(end not in ("merged", "dropped") for end in ends))
