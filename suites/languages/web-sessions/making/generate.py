import json
import random
import sys

PAUSE = 1800


def case(name, steps, views, shown=False):
    lines = ["steps " + " ".join(steps), *(" ".join(map(str, view)) for view in views)]
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def views(rng, count, visitors, pages, steps):
    rows, clock = [], {}
    for _ in range(count):
        visitor = rng.choice(visitors)
        clock[visitor] = clock.get(visitor, rng.randrange(5000)) + rng.choice(steps)
        rows.append((clock[visitor], visitor, rng.choice(pages)))
    if rng.random() < 0.8:
        rng.shuffle(rows)
    return rows


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            pages = ["home", "cart", "pay", "bye"]
            steps = rng.choice([[0, 1], [1, 60, PAUSE], [0, PAUSE - 1, PAUSE, PAUSE + 1]])
            rows = views(rng, rng.randrange(14), ["ann", "bo"][: rng.randrange(1, 3)], pages, steps)
            lines = ["steps " + " ".join(rng.sample(pages, rng.randrange(1, 4))), *(" ".join(map(str, row)) for row in rows)]
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    p = PAUSE
    case("basics/shop", ["home", "cart", "pay"], [
        (100, "ann", "home"), (160, "ann", "lamp"), (5, "bob", "home"), (200, "ann", "cart"), (9, "bob", "cart"), (9000, "ann", "cart"),
        (9100, "ann", "home"), (260, "ann", "pay"), (9200, "ann", "pay"), (300, "ann", "bye"),
    ], True)
    case("basics/one-visitor", ["a", "b"], [(1, "x", "a"), (2, "x", "b"), (3, "x", "a"), (5000, "x", "b"), (5001, "x", "a")])
    case("basics/favourites", ["a"], [(1, "x", "a"), (2, "x", "b"), (3, "x", "b"), (9, "y", "c"), (9000, "y", "d"), (9001, "y", "c"), (20000, "x", "a"), (20001, "x", "a")])
    case("basics/wrong-order", ["a", "b", "c"], [(1, "x", "c"), (2, "x", "b"), (3, "x", "a"), (4, "x", "c"), (5, "x", "b"), (6, "x", "c"), (1, "y", "b"), (2, "y", "c")])
    case("edges/no-views", ["a", "b"], [])
    case("edges/pause", ["a", "b"], [(10, "x", "a"), (10 + p, "x", "b"), (11 + 2 * p, "x", "a"), (11 + 3 * p, "x", "b"), (12 + 4 * p, "x", "b")])
    case("edges/bye", ["bye", "a"], [(1, "x", "bye"), (2, "x", "a"), (3, "x", "bye"), (3, "x", "bye"), (3, "x", "a"), (4, "x", "bye"), (5, "y", "bye")])
    case("edges/same-time", ["a", "b"], [(7, "x", "b"), (7, "x", "a"), (7, "y", "a"), (7, "y", "b"), (7, "x", "c"), (7, "z", "a"), (6, "z", "b")])
    case("edges/unordered", ["a", "b", "c"], [(30, "x", "c"), (10, "x", "a"), (9000, "x", "c"), (20, "x", "b"), (8990, "x", "b"), (10, "x", "c")])
    case("edges/ties", ["q"], [(1, "x", "a"), (2, "x", "b"), (3, "x", "a"), (4, "x", "b"), (5, "x", "c"), (3, "y", "b"), (1, "y", "c"), (2, "y", "a"), (9, "w", "k")])
    case("edges/same-page-twice", ["a", "b"], [(1, "x", "a"), (2, "x", "a"), (3, "x", "b"), (4, "x", "b"), (5, "y", "b"), (6, "y", "a")])
    case("edges/names", ["page1"], [(1, "b", "page1"), (1, "a1", "page10"), (1, "ab", "page1"), (1, "1", "x"), (1, "a", "x")])
    pages = ["home", "list", "item", "cart", "pay", "help", "bye"]
    people = [f"user{at}" for at in range(120)]
    case("large/many", ["home", "item", "cart", "pay"], views(rng, 1999, people, pages, [1, 30, 200, p, p + 1]))
    case("large/few", ["home", "cart", "pay", "bye"], views(rng, 1000, people[:4], pages, [1, 30, 200, 900, p + 1]))
    case("large/one", ["list", "item", "list1", "pay"], views(rng, 700, people[:1], pages[:6], [1, 9, 100, 5000]))


main()
