import json
import random
import sys

LEVELS = 3


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, traders, prices, most, pool):
    lines, made = [], []
    for at in range(count):
        kind = rng.choice(pool)
        quantity, price = rng.randrange(1, most + 1), rng.choice(prices)
        if kind in ("bid", "ask", "sweep", "dump"):
            name = rng.choice(made) if made and rng.random() < 0.03 else f"o{at}"
            made.append(name)
            middle = (min(prices) + max(prices)) // 2
            if kind == "bid" and rng.random() < 0.6:
                price = min(price, middle)
            elif kind == "ask" and rng.random() < 0.6:
                price = max(price, middle)
            shown = f" {rng.choice([1 if most < 10 else most // 5, most // 4 + 1, most, most])}" if kind in ("bid", "ask") else ""
            lines.append(f"{kind} {name} {rng.choice(traders)} {quantity} {price}{shown}")
        elif kind == "book":
            lines.append("book")
        else:
            name = rng.choice(made[-12:]) if made and rng.random() < 0.9 else "nix"
            lines.append(f"cancel {name}" if kind == "cancel" else f"change {name} {quantity} {price}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["bid"] * 6 + ["ask"] * 6 + ["sweep", "dump"] * 2 + ["cancel"] * 2 + ["change"] * 3 + ["book"] * 3
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(40), ["ann", "bob", "cy"], range(5, 11), rng.choice([3, 9]), pool)
            print(json.dumps({"stdin": "".join(line + "\n" for line in [*lines, "book"])}))
        return
    case("basics/first-trades", ["ask a ann 10 105 10", "ask b bob 5 103 5", "bid c cy 8 104 8", "book", "sweep d dan 20 105", "book", "bid e eve 4 99 4", "dump f fay 3 90", "cancel e", "cancel e", "book"], True)
    case("basics/hidden-parts", ["ask big ann 30 50 10", "ask small bob 10 50 10", "book", "bid x cy 15 50 15", "book", "bid y cy 25 60 25", "book", "cancel big", "cancel x"], True)
    case("basics/queues", [*(f"bid b{at} t{at} {at + 1} 70 100" for at in range(5)), "book", "ask a ann 8 70 8", "book", "ask c ann 2 69 2", "dump d ann 50 71", "dump e ann 50 70", "book"])
    case("basics/levels", [*(f"bid b{at} ann 5 {10 + at % 5} 5" for at in range(10)), *(f"ask a{at} bob 7 {20 + at % 5} 3" for at in range(10)), "book", "sweep s cy 20 21", "book", "dump d cy 20 13", "book"])
    case("basics/changed", ["ask a ann 10 50 10", "ask b bob 10 50 10", "change a 6 50", "bid c cy 3 50 3", "change a 8 50", "bid d cy 3 50 3", "change b 9 49", "bid e cy 3 50 3", "book", "change zz 5 50"])
    case("edges/nothing", [])
    case("edges/bare", ["book", "cancel a", "change a 1 1", "sweep a ann 5 5", "dump b ann 5 5", "book", "bid a ann 5 5 5", "bid b ann 5 5 5", "book", "bid c ann 1 1 1", "cancel c", "book"])
    case("edges/known", ["bid a ann 5 10 5", "ask b bob 5 10 5", "bid a cy 1 1 1", "ask b cy 1 1 1", "sweep a cy 1 1", "cancel a", "bid c ann 5 5 5", "cancel c", "dump c ann 1 1", "change c 5 5", "book"])
    case("edges/own-orders", ["ask a ann 5 10 5", "ask b bob 5 10 5", "ask c ann 50 11 1", "ask d bob 5 12 5", "bid e ann 12 12 12", "book", "bid f ann 5 11 5", "sweep g ann 5 10", "ask h ann 20 12 2", "book"])
    case("edges/only-own-orders", ["bid a ann 5 10 5", "bid b ann 5 10 2", "ask c ann 3 10 3", "book", "bid d ann 1 10 1", "book", "dump e ann 4 9", "book"])
    case("edges/hidden-goes-back", ["bid a ann 9 10 3", "bid b bob 4 10 4", "bid c cy 5 10 2", "dump d dan 3 10", "book", "dump e dan 5 10", "book", "dump f dan 4 10", "dump g dan 2 10", "book", "dump h dan 100 1"])
    case("edges/alone-again-and-again", ["ask a ann 10 10 3", "bid b bob 10 10 10", "book", "ask c ann 7 10 3", "bid d bob 8 11 2", "book", "ask e cy 1 11 1", "book"])
    case("edges/shown-is-more", ["ask a ann 3 10 100", "ask b ann 5 10 5", "book", "change a 9 10", "book", "bid c bob 6 10 1", "book"])
    case("edges/change-in-place", ["ask a ann 20 10 5", "ask b bob 5 10 5", "bid c cy 2 10 2", "change a 18 10", "book", "change a 4 10", "book", "change a 3 10", "book", "change a 2 10", "book", "bid d cy 3 10 3", "book"])
    case("edges/change-keeps-visible", ["bid a ann 20 10 5", "bid b bob 5 10 5", "dump c cy 3 10", "change a 17 10", "book", "change a 10 10", "book", "dump d cy 4 10", "book", "change b 4 10", "dump e cy 1 10", "book"])
    case("edges/change-trades", ["bid a ann 5 10 5", "bid b bob 5 9 5", "ask c cy 5 12 5", "change b 8 12", "book", "change b 3 11", "ask d dan 1 1 1", "change a 5 11", "ask e dan 4 10 4", "book", "change a 9 4", "change a 1 4", "book"])
    case("edges/change-meets-own", ["bid a ann 5 10 5", "ask b ann 5 12 5", "ask c cy 5 11 5", "change b 7 10", "book", "bid d cy 5 9 5", "change d 6 11", "book"])
    case("edges/prices-meet", ["bid a ann 5 10 5", "ask b bob 2 11 2", "ask c bob 2 10 2", "sweep d cy 1 10", "sweep e cy 1 11", "dump f cy 1 11", "dump g cy 1 10", "book"])
    case("edges/largest-numbers", ["ask a ann 100000 100000 100000", "ask b bob 100000 100000 50000", "bid c cy 100000 100000 100000", "bid d cy 1 100000 1", "book", "bid e cy 99990 99999 99999", "book"])
    mix = ["ask wq wann 20 950 5", "sweep wr wcy 3 950", "change wq 10 950", "sweep ws wcy 4 950", "cancel wq"]
    mix += ["ask wa wann 20 700 5", "ask wb wbob 5 700 5", "bid wc wcy 7 700 7", "change wa 14 700", "ask wd wann 2 699 2", "bid we wann 1 699 1", "sweep wf wcy 6 700", "book", "change wb 9 700", "dump wg wcy 3 701", "cancel wd"]
    mix += ["bid wh wbob 4 650 2", "bid wi wcy 4 650 4", "dump wj wann 3 650", "change wi 3 650", "dump wk wann 2 650", "bid wa wcy 1 1 1", "bid wl wann 30 800 3", "book", "change wl 20 640", "book", "dump wm wdan 100 600"]
    mix += ["ask wn wann 5 900 5", "ask wo wbob 5 900 5", "change wn 6 900", "sweep wp wcy 6 900", *(f"ask x{at} wcy 1 {91000 + at} 1" for at in range(4)), *(f"bid y{at} wdan 1 {4 - at} 1" for at in range(4)), "book"]
    mix += [*(f"cancel x{at}" for at in range(4)), *(f"cancel y{at}" for at in range(4)), "cancel wo", "cancel wn"]
    traders = ["ann", "bob", "cy", "dan", "eve", "fay"]
    case("large/busy", [*mix, *commands(rng, 900, traders, range(100, 112), 60, pool)])
    case("large/wide", [*mix, *commands(rng, 900, traders, range(1000, 1100), 900, ["bid", "ask", "change"] + pool)])
    case("large/one-price", [*mix, *commands(rng, 500, traders, [500, 500, 501], 20, pool)])


main()
