"""Any right order is accepted, so orders are checked by what makes them right."""

import random

from prony_grader import call, check, raises, test


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


def refuses(needs):
    """Check that the solution raises ValueError, or a kind of it."""
    with raises("ValueError"):
        call("build_order", needs)


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


@test("basics/apart")
def apart():
    verify({"a": [], "b": [], "c": ["b"], "d": [], "e": ["a"], "f": ["e", "c"]})


@test("basics/direct")
def direct():
    verify({"a": ["b"], "b": ["c"], "c": ["d"], "d": []})
    verify({"d": [], "c": ["d"], "b": ["c"], "a": ["b", "d"]})


@test("basics/few-needs-last")
def few_needs_last():
    verify({"w": ["v"], "v": ["x", "y", "z"], "x": [], "y": ["x"], "z": ["x", "y"]})


@test("basics/against-the-alphabet")
def against_the_alphabet():
    verify({"a": ["b", "z"], "b": ["z"], "z": []})
    verify({"z": ["b", "a"], "b": ["a"], "a": []})


@test("basics/twice-in-a-list")
def twice_in_a_list():
    verify({"a": ["b", "b"], "b": ["c", "c", "c"], "c": []})


@test("basics/ways")
def ways():
    levels = {f"{side}{level}": [f"l{level - 1}", f"r{level - 1}"] if level else [] for level in range(60) for side in "lr"}
    verify(levels)
    verify(dict(reversed(levels.items())))


@test("basics/called-again")
def called_again():
    verify({"a": ["b"], "b": []})
    verify({"b": ["a"], "a": []})
    verify({"a": ["b"], "b": []})


@test("unlisted/example")
def example():
    verify({"app": ["lib", "log"], "lib": ["log"]})


@test("unlisted/shared")
def shared():
    verify({"a": ["x", "y"], "b": ["y", "a"], "c": ["z"]})


@test("unlisted/first-and-last")
def first_and_last():
    verify({"a": ["k", "z"], "z": ["q"], "c": ["a", "b"], "m": []})


@test("unlisted/alone")
def alone():
    verify({"only": ["one"]})


@test("unlisted/empty-name")
def empty_name():
    verify({"a": ["", "0"], "": ["b"]})


@test("unlisted/random")
def unlisted_random():
    rng = random.Random(1126)
    for size in (6, 20, 50):
        verify({name: needs for name, needs in layers(rng, size).items() if needs})


@test("errors/two")
def two():
    refuses({"a": ["b"], "b": ["a"]})


@test("errors/itself")
def itself():
    refuses({"a": ["a"]})


@test("errors/far")
def far():
    refuses({"ok": [], "a": ["ok", "d"], "b": ["a"], "c": ["b"], "d": ["c"], "e": ["ok"]})


@test("errors/three")
def three():
    refuses({"a": ["b"], "b": ["c"], "c": ["a"]})


@test("errors/itself-among-others")
def itself_among_others():
    refuses({"a": ["b", "c"], "b": [], "c": ["b", "c"], "d": ["a"]})


@test("errors/apart")
def cycle_apart():
    refuses({"a": ["b"], "b": [], "x": ["y"], "y": ["z"], "z": ["x"]})
    refuses({"x": ["y"], "y": ["z"], "z": ["x"], "a": ["b"], "b": []})


@test("errors/behind")
def cycle_behind():
    refuses({"a": ["b"], "b": ["c"], "c": ["d"], "d": ["e"], "e": ["c"]})


@test("errors/unlisted-too")
def unlisted_too():
    refuses({"a": ["u", "b"], "b": ["v", "a"], "c": ["u"]})


@test("errors/long-cycle")
def long_cycle():
    refuses({f"n{number}": [f"n{(number + 1) % 300}"] for number in range(300)})


@test("long/keys")
def long_keys():
    verify({f"n{number}": [f"n{number - 1}"] if number else [] for number in reversed(range(5000))})


@test("long/mixed")
def long_mixed():
    rng = random.Random(77)
    keys = list(range(2000))
    rng.shuffle(keys)
    verify({f"n{number}": [f"n{number - 1}"] if number else [] for number in keys})
