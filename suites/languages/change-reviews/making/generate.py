import json
import random
import sys

LARGE = 150


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, people, areas, names=3):
    lines, number = [], 0
    for _ in range(count):
        draw = rng.random()
        change = f"c{max(1, number - rng.randrange(names))}"
        person = rng.choice(people)
        size = rng.choice([0, 10, LARGE, LARGE, LARGE + 1, 5000])
        if draw < 0.12 or not number:
            number += rng.random() < 0.9 or not number
            lines.append(f"open c{number} {person} {rng.choice(areas)} {size}")
        elif draw < 0.18:
            lines.append(f"push {change} {person} {size}")
        elif draw < 0.52:
            lines.append(f"approve {change} {person}")
        elif draw < 0.57:
            lines.append(f"block {change} {person}")
        elif draw < 0.62:
            lines.append(f"withdraw {change} {person}")
        elif draw < 0.82:
            lines.append(f"check {change} {'good' if rng.random() < 0.8 else 'bad'}")
        elif draw < 0.9:
            lines.append(f"merge {change}")
        elif draw < 0.98:
            lines.append(f"later {change}")
        else:
            lines.append(f"drop {change}")
    return lines


def approved(change, *people):
    return [f"approve {change} {person}" for person in people]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(45), ["ann", "bob", "cy", "di"], ["web", "db"][: rng.randrange(1, 3)], rng.randrange(1, 4))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    n = LARGE
    case("basics/reviewed-and-merged", [
        "open login ann web 90", "approve login bob", "check login good", "open menu bob web 10", "check menu good", "merge login", "approve login cy",
        "merge login", "block menu cy", "push login ann 5",
    ], True)
    case("basics/merged-later", ["open a ann web 20", "later a", "approve a bob", "check a good", "approve a cy", "open b ann web 30", "drop b", "approve b cy"])
    case("basics/block-and-withdraw", ["open a ann web 20", "block a bob", "approve a cy", "check a good", "approve a di", "withdraw a bob", "approve a bob", "merge a"])
    case("basics/checks", ["open a ann web 20", "check a bad", *approved("a", "bob", "cy"), "check a good", "check a bad", "merge a", "check a good", "merge a"])
    case("edges/empty", [])
    case("edges/unknown", ["push a ann 3", "approve a ann", "block a ann", "withdraw a ann", "check a good", "merge a", "later a", "drop a", "open a ann web 1", "open a bob db 2"])
    case("edges/large-change", [
        f"open a ann web {n}", f"open b ann web {n + 1}", *approved("a", "bob", "cy"), *approved("b", "bob", "cy"), "check a good", "check b good", "merge b", "approve b di",
        "merge b", "check a good", f"push a ann {n + 1}", *approved("a", "bob", "cy", "di"), f"push a ann {n}", *approved("a", "bob", "cy"),
    ])
    case("edges/writers-do-not-review", ["open a ann web 1", "approve a ann", "block a ann", "approve a bob", "push a bob 2", "approve a bob", "block a bob", "push a ann 3", "block a ann", "approve a bob"])
    case("edges/push-voids-approvals", ["open a ann web 1", *approved("a", "bob", "cy"), "check a good", "push a ann 1", "merge a", "approve a bob", "approve a cy", "merge a", "check a good", "merge a"])
    case("edges/push-keeps-blocks", ["open a ann web 1", "block a bob", "block a cy", "push a ann 2", "withdraw a bob", "push a cy 2", "withdraw a cy", *approved("a", "bob", "di")])
    case("edges/push-ends-later", ["open a ann web 1", "later a", "push a ann 1", *approved("a", "bob", "cy"), "check a good", "later a", "merge a"])
    case("edges/later-twice", ["open a ann web 1", "later a", "later a", "push a bob 3", "later a", "later a", "drop a", "later a"])
    case("edges/later-when-ready", ["open a ann web 1", *approved("a", "bob", "cy"), "check a good", "later a", "later a", "drop a"])
    case("edges/approved-twice", ["open a ann web 1", "approve a bob", "approve a bob", "check a good", "withdraw a bob", "withdraw a bob", "approve a bob", "block a bob", "approve a bob", "approve a cy", "merge a"])
    others = ["open a ann web 1", "open b ann web 1", "open c ann db 1", "open d ann web 1", "open e ann web 1", "open f bob web 1"]
    others += [line for change in "fbacd" for line in (f"check {change} good", *approved(change, "cy", "di"))]
    case("edges/area-is-checked-anew", [*others, "block d bob", "drop b", "check e bad", "merge a", "merge c", "merge f", "check f good", "merge f", "merge d"])
    wait = ["open z ann web 1", "open y ann web 1", *approved("z", "cy", "di"), *approved("y", "cy", "di"), "later z", "later y", "check z bad", "check y good", "check z good"]
    case("edges/later-and-area", [*wait, "open x ann web 1", "check x bad", "open w ann web 1", *approved("w", "cy", "di"), "later w", "check w good"])
    case("edges/blocked-before-lacking", [f"open a ann web {n + 1}", "block a bob", "check a bad", "approve a cy", "withdraw a bob", "approve a di", "block a cy", "withdraw a cy", *approved("a", "bob", "cy")])
    case("edges/done-changes", ["open a ann web 1", "drop a", "drop a", "merge a", "open a ann web 1", "check a good", "open b bob web 3", "check b good", *approved("b", "ann", "cy"), "merge b", "merge b", "withdraw b ann"])
    tail = [line.replace(" a", " ta").replace(" b", " tb") for line in [f"open a ann web {n}", f"open b ann web {n + 1}", *approved("a", "xi", "cy"), "check b good", *approved("b", "xi", "cy")]]
    tail += ["check ta good", "later ta", "push tb ann 1", "later tb", "push tb xi 1", "approve tb xi", "approve tb cy", "approve tb di", "check tb good", "merge tb"]
    tail += ["open tc ann web 1", "approve tc xi", "approve tc xi", "block tc cy", "push tc ann 3", "withdraw tc cy", "drop tc"]
    tail += [line.replace(" z", " tz").replace(" y", " ty") for line in wait]
    people = ["ann", "bob", "cy", "di", "eve"]
    case("large/mixed", commands(rng, 1050, people, ["web", "db", "docs"], 5) + tail)
    case("large/one-area", commands(rng, 950, people, ["web"], 4) + tail)
    case("large/many-people", commands(rng, 950, [f"p{at}" for at in range(30)], ["web", "db"], 8) + tail)


main()
