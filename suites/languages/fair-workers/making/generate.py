import json
import random
import sys

LONGEST = 60


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    print(json.dumps(row | ({"shown": True} if shown else {})))


def runs(rng, lengths, bad, most):
    return ",".join(f"{rng.choice(lengths)}{'-' if rng.random() < bad else '+'}" for _ in range(rng.randrange(1, most + 1)))


def jobs(rng, count, customers, until, lengths, bad, most=4):
    return [f"job j{at} {rng.choice(customers)} {rng.randrange(until)} {runs(rng, lengths, bad, most)}" for at in range(count)]


def special(begin):
    """Jobs long after all others that show pauses, stopped attempts, customers with many jobs, and the order of those that are ready."""
    return [
        f"job sa sx {begin} 10-,10-,10-,10-,10+", f"job sb sy {begin + 5000} {LONGEST}+", f"job sc sy {begin + 6000} {LONGEST + 1}+,{LONGEST}+",
        f"job sd sz {begin + 7000} 50+", f"job se sz {begin + 7000} 50+", f"job sf sz {begin + 7001} 9+", f"job sg sw {begin + 7002} 9+",
        f"job sh sv {begin + 8000} 5-,3+", f"job si sv {begin + 8006} 40+", f"job sj sv {begin + 8007} 40+", f"job sk sv {begin + 8010} 7+",
    ]


def small(rng):
    lengths = [1, 2, 5, 10, 20, LONGEST - 1, LONGEST, LONGEST + 1, 1000]
    customers = rng.choice([["a"], ["a", "b"], ["a", "b", "c"]])
    lines = jobs(rng, rng.randrange(8), customers, rng.choice([1, 10, 60]), lengths, rng.choice([0.2, 0.6, 0.9]), 6)
    return [f"workers {rng.randrange(1, 5)}", *lines]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    case("basics/two-workers", ["workers 2", "job mail ann 0 5-,4+", "job scan bob 3 30+", "job copy cy 4 10-,10-,6+", "job zip dan 4 3+"], True)
    case("basics/one-worker", ["workers 1", "job a x 0 10+", "job b y 2 10+", "job c z 1 10-,1+", "job d x 100 1+"])
    case("basics/all-good", ["workers 3", *(f"job j{at} c{at} {at} {20 - at}+" for at in range(8))])
    case("basics/two-failures", ["workers 2", "job a x 5 7-,8-,9+", "job b y 200 1-,2+"])
    case("edges/no-jobs", ["workers 3"])
    case("edges/given-up", ["workers 1", "job a x 10 1-", "job b y 2000 30-,30-,30-,30-,30-,30+", "job c z 4000 5-,5-,5-,5-,5+"])
    case("edges/stopped", ["workers 1", f"job a x 0 {LONGEST}+", f"job b y 1000 {LONGEST + 1}+,3+", f"job c z 2000 {LONGEST}-,3+", f"job d z 3000 999-,1000+,{LONGEST - 1}+"])
    case("edges/last-part-again", ["workers 2", f"job a x 0 3-,{LONGEST + 9}-", "job b y 0 4-,5-", "job c z 3000 4-,5+"])
    case("edges/customer", ["workers 4", "job a x 0 30+", "job b x 0 40+", "job c x 0 10+", "job d x 0 10+", "job e y 1 5+", "job f x 29 1+"])
    case("edges/customer-behind", ["workers 3", "job a x 0 50+", "job b x 0 50+", "job c x 1 50+", "job d y 2 5+", "job e y 2 5+", "job f y 2 5+"])
    case("edges/ready-again", ["workers 1", "job a x 0 5-,5+", "job b y 4 21+", "job c z 26 10+", "job d z 24 10+"])
    case("edges/fewest-failures", ["workers 1", "job a x 0 5-,5+", "job b y 25 5+", "job c z 6 30-,2+", "job d z 25 1+"])
    case("edges/order-of-input", ["workers 2", "job b x 3 9+", "job a y 3 9+", "job c z 3 9-,1+", "job d w 3 9+", "job e v 12 9+"])
    case("edges/same-second", ["workers 4", "job d a 0 20+", "job c b 10 10-", "job b c 5 15+", "job a d 19 1+", "job e b 20 1+", "job f b 20 2+"])
    case("edges/special", ["workers 3", *special(0)])
    case("edges/special-one-worker", ["workers 1", *special(900000)])
    lengths = [*range(1, 40), LONGEST - 1, LONGEST + 1, LONGEST + 1]
    customers = [f"c{at}" for at in range(12)]
    case("large/busy", ["workers 3", *jobs(rng, 230, customers, 2000, lengths, 0.5), *special(500000)])
    case("large/few-customers", ["workers 5", *special(500000), *jobs(rng, 200, customers[:2], 3000, lengths, 0.4)])
    case("large/often-bad", ["workers 4", *special(500000), *jobs(rng, 180, customers[:5], 9000, range(1, 30), 0.9)])


main()
