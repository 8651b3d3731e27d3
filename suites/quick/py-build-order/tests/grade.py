"""Any right order is accepted, so orders are checked by what makes them right."""

import random

from prony_grader import call, check, test


def verify(needs):
    """Call the solution and check that its order is one."""
    order = call("build_order", needs)
    check(type(order) is list, "not a list")
    names = set(needs).union(*needs.values())
    check(len(order) == len(names), "not every name exactly once")
    place = {name: at for at, name in enumerate(order)}
    check(place.keys() == names, "not every name exactly once")
    for name, before in needs.items():
        check(all(place[other] < place[name] for other in before), "a name comes before what it needs")


def raises(needs):
    """Check that the solution raises ValueError, and nothing else."""
    try:
        call("build_order", needs)
    except Exception as error:
        check(type(error).__name__ == "ValueError", "not a ValueError")
    else:
        check(False, "no ValueError")


def layers(rng, size):
    """A random graph without a cycle, all of whose names are keys, in random order."""
    names = [f"n{number}" for number in range(size)]
    rng.shuffle(names)
    edges = {name: rng.sample(names[:at], min(at, rng.randrange(4))) for at, name in enumerate(names)}
    keys = list(edges)
    rng.shuffle(keys)
    return {name: edges[name] for name in keys}


@test("basics/empty")
def empty():
    check(call("build_order", {}) == [], "an empty dict gives an empty list")


@test("basics/one")
def one():
    verify({"a": []})


@test("basics/chain")
def chain():
    verify({"c": ["b"], "a": [], "b": ["a"]})


@test("basics/diamond")
def diamond():
    verify({"top": ["left", "right"], "left": ["base"], "right": ["base"], "base": []})


@test("basics/random")
def many():
    rng = random.Random(2611)
    for size in (5, 12, 30, 60):
        verify(layers(rng, size))


@test("unlisted/example")
def example():
    verify({"app": ["lib", "log"], "lib": ["log"]})


@test("unlisted/shared")
def shared():
    verify({"a": ["x", "y"], "b": ["y", "a"], "c": ["z"]})


@test("errors/two")
def two():
    raises({"a": ["b"], "b": ["a"]})


@test("errors/itself")
def itself():
    raises({"a": ["a"]})


@test("errors/far")
def far():
    raises({"ok": [], "a": ["ok", "d"], "b": ["a"], "c": ["b"], "d": ["c"], "e": ["ok"]})


@test("long/keys")
def long_keys():
    verify({f"n{number}": [f"n{number - 1}"] if number else [] for number in reversed(range(5000))})
