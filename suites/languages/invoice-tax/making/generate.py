import json
import random
import sys

MOST_VOUCHERS = 37


def cents(rng):
    return rng.choice([0, 1, 5, 99, 100, 333, rng.randrange(1000), rng.randrange(100000)])


def paper(rng, classes, lines, vouchers, negative=0.15, large=False):
    names = rng.sample(["books", "food", "tools", "media", "x", "toys", "wine", "gifts"], classes)
    head = [f"class {name} {rng.choice([0, 70, 190, 190, 55, 200, rng.randrange(401)])}" for name in names]
    body = []
    for _ in range(lines if names else 0):
        count = rng.choice([1, 1, 2, 3, 7, rng.randrange(1, 101)])
        if rng.random() < negative:
            count = -count
        price = rng.randrange(100001) if large and rng.random() < 0.3 else cents(rng)
        body.append(f"line {rng.choice(names)} {count} {price} {rng.choice([0, 0, 0, 5, 10, 33, 50, 100, rng.randrange(101)])}")
    extra = [f"voucher {max(1, rng.choice([1, 100, 500, rng.randrange(1, 3000), cents(rng)]))}" for _ in range(vouchers)]
    if rng.random() < 0.7:
        extra.append(f"shipping {rng.choice([0, 495, 1, rng.randrange(2000)])}")
    for text in extra:
        body.insert(rng.randrange(len(body) + 1), text)
    return "".join(line + "\n" for line in head + body)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    two = "class food 70 / class tools 190"
    yield "basics/two-classes", text(f"{two} / line food 3 199 0 / line tools 1 2500 10 / shipping 495"), True
    yield "basics/a-voucher", text(f"{two} / voucher 1000 / line food 1 1000 0 / line tools 1 1000 0 / line food 1 1000 50"), True
    yield "basics/one-line", text("class food 70 / line food 2 350 0"), False
    yield "basics/unused-class", text(f"class books 50 / {two} / line tools 4 1000 25 / shipping 300"), False
    yield "basics/taken-back", text(f"{two} / line food 5 120 0 / line food -2 120 0 / line tools 1 990 0"), False
    yield "edges/empty", "", False
    yield "edges/no-lines", text(f"{two} / voucher 500 / shipping 300"), False
    yield "edges/half-cents", text("class a 0 / class b 500 / class c 100 / line a 1 5 50 / line a -1 5 50 / line a -1 5 50 / line b 1 1 0 / line c 1 5 0 / line c 1 10 0").replace("500", "400"), False
    yield "edges/tax-halves", text("class a 100 / class b 100 / class c 250 / line a 1 105 0 / line b -1 105 0 / line c -1 2 0 / line c 1 4 0"), False
    yield "edges/negative-rounds-away", text("class a 50 / line a -1 10 0 / line a -1 1 50 / class b 50").replace(" / class b 50", ""), False
    yield "edges/equal-parts", text("class a 0 / class b 10 / line a 1 100 0 / line b 1 100 0 / line a 1 100 0 / voucher 100"), False
    yield "edges/largest-parts-first", text("class a 0 / class b 10 / class c 20 / line a 1 100 0 / line b 1 250 0 / line c 1 350 0 / voucher 100 / voucher 1"), False
    yield "edges/voucher-eats-all", text(f"{two} / line food 1 333 0 / line tools 1 667 0 / voucher 600 / voucher 600 / shipping 495"), False
    yield "edges/voucher-equals-sum", text(f"{two} / line food 1 333 0 / line tools 1 667 0 / voucher 1000"), False
    yield "edges/nothing-positive", text(f"{two} / line food -1 333 0 / line tools 1 667 100 / voucher 1000 / line tools 5 0 0"), False
    yield "edges/voucher-not-for-credits", text(f"{two} / line food -3 100 0 / line tools 1 200 0 / line food 1 150 0 / voucher 175"), False
    yield "edges/voucher-more-than-due", text(f"{two} / line food -10 100 0 / line tools 1 200 0 / voucher 500"), False
    yield "edges/shipping-rate", text("class a 70 / class b 190 / class c 190 / class d 400 / line a 1 100 0 / line c 1 100 0 / line b 1 100 0 / shipping 1000"), False
    yield "edges/shipping-first", text("class a 70 / class b 190 / shipping 1000 / line a 1 100 0"), False
    yield "edges/shipping-not-reduced", text("class a 190 / line a 1 100 0 / shipping 900 / voucher 500"), False
    yield "edges/reduced-to-nothing", text("class a 190 / line a 1 1 100 / line a 1 1 99 / line a 1 1 51 / line a 1 1 50 / line a 1 1 49"), False
    yield "edges/cents-below-one", text("class a 190 / line a -1 7 0 / line a 1 2 0 / shipping 0 / voucher 1"), False
    yield "edges/single-cents", text("class a 0 / class b 0 / line a 1 1 0 / line b 1 1 0 / voucher 1 / line b -1 1 0"), False
    yield "edges/most-vouchers", text("class a 120 / class b 80 / " + " / ".join(["voucher 3"] * MOST_VOUCHERS) + " / line a 7 13 0 / line b 5 17 0 / line a 3 11 5"), False
    yield "edges/largest-numbers", text("class a 400 / class b 399 / line a 100 100000 0 / line b 99 99999 1 / line a -100 100000 1 / voucher 999999 / voucher 1000000 / shipping 100000"), False
    yield "large/long", paper(rng, 8, 1000, 30), False
    yield "large/large-prices", paper(rng, 5, 600, 20, large=True), False
    yield "large/many-leftovers", "class a 70\nclass b 190\n" + "".join(f"line {rng.choice('ab')} 1 {rng.choice([101, 103, 107])} 0\n" for _ in range(700)) + text("voucher 30353 / shipping 333"), False
    yield "large/many-credits", paper(rng, 6, 500, 9, negative=0.7), False


def small(rng):
    return paper(rng, rng.randrange(4), rng.randrange(6), rng.randrange(3))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
