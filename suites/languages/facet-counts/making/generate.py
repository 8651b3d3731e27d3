import json
import random
import sys

MOST_VALUES = 6

FACETS = {
    "colour": ["red", "blue", "green", "black", "white", "grey", "pink", "brown", "navy", "teal"],
    "size": ["s", "m", "l", "xl", "xxl"],
    "brand": ["acme", "norda", "kiwi", "zeta", "a1", "a10", "a2", "b", "ba"],
    "use": ["home", "garden", "office"],
}


def pairs(rng, most):
    out = []
    for _ in range(rng.randrange(most + 1)):
        facet = rng.choice(list(FACETS))
        pair = f"{facet}={rng.choice(FACETS[facet])}"
        if pair not in out:
            out.append(pair)
    return out


def question(rng, narrow):
    parts = []
    for facet, values in FACETS.items():
        if rng.random() < narrow:
            parts.append(f"{facet}=" + ",".join(rng.sample(values + ["nope"], rng.choice([1, 1, 2, 3]))))
    if rng.random() < 0.3:
        parts.append(f"upto={rng.choice([0, 10, 50, 500])}")
    if rng.random() < 0.4:
        parts.append(f"page={rng.choice([1, 2, 3, 99])}")
    rng.shuffle(parts)
    return " ".join(["find", *parts[:5]])


def paper(rng, lines, asked, ids, most=4, narrow=0.3):
    out = []
    for _ in range(lines):
        luck = rng.random()
        if luck < asked:
            out.append(question(rng, narrow))
        elif luck < asked + 0.06:
            out.append(f"gone i{rng.randrange(ids)}")
        else:
            out.append(" ".join(["item", f"i{rng.randrange(ids)}", str(rng.choice([0, 5, 10, 11, 50, 51, rng.randrange(1000)])), *pairs(rng, most)]))
    return "\n".join(out) + "\n"


def always():
    """Questions that show every flaw, about articles that are alone in their facet."""
    many = "".join(f"item z{at} 1 kind=v{at:02}\n" for at in range(MOST_VALUES + 3))
    return many + f"find kind=v{MOST_VALUES + 2:02},never page=900\n"


def cases(seed):
    rng = random.Random(seed)
    shop = "item mug 12 colour=red colour=blue use=home\nitem cup 8 colour=red use=office\nitem pot 30 colour=black use=home\nitem jar 8 colour=blue\nitem can 15\n"
    yield "basics/shop", shop + "find\nfind colour=red\nfind colour=red,black use=home upto=20\n", True
    yield "basics/pages", shop + "find page=2\ngone cup\nitem pot 5 colour=red\nfind upto=9\nfind use=office\n", True
    yield "basics/one-facet", "item a 1 size=s\nitem b 2 size=m\nitem c 3 size=s\nfind\nfind size=s\nfind size=s,m\n", False
    yield "basics/prices", "item a 1\nitem b 20\nitem c 3\nfind upto=3\nfind upto=2\nfind upto=20\n", False
    yield "basics/two-facets", "item a 1 x=p y=q\nitem b 2 x=p y=r\nitem c 3 x=o y=q\nfind x=p\nfind y=q\nfind x=p y=q\n", False
    yield "edges/nothing", "", False
    yield "edges/no-articles", "find\nfind size=s\nfind upto=0 page=3\nitem a 0\nfind\ngone a\nfind\ngone a\n", False
    yield "edges/own-facet", "item a 1 x=p x=o y=q\nitem b 2 x=o\nitem c 9 x=p y=r\nfind x=p\nfind x=o upto=5\nfind x=o,p y=q\nfind y=q,r\nfind x=p y=r upto=1\n", False
    yield "edges/chosen-zero", "item a 1 x=p\nitem b 2 y=q\nfind x=zz\nfind w=new\nfind x=p y=q\nfind x=p,a,zz y=b\nfind upto=0 x=p\nfind upto=0\n", False
    values = "".join(f"item a{at} {at} v=n{at:02}\n" for at in range(MOST_VALUES + 2))
    yield "edges/many-values", values + f"find\nfind v=n00\nfind v=n{MOST_VALUES - 1:02}\nfind v=n{MOST_VALUES:02}\nfind v=n{MOST_VALUES + 1:02},n{MOST_VALUES:02}\nfind v=zz,n{MOST_VALUES + 1:02},n01\ngone a0\nfind\ngone a1\nfind v=zz\nfind\n", False
    yield "edges/order", "item b 5 x=b x=a\nitem a 5 x=b x=c\nitem aa 5 x=ab\nitem a1 4 x=a1\nitem a10 4 x=c\nitem a2 4 x=a\nfind\nfind page=2\n", False
    yield "edges/pages", "".join(f"item p{at} {50 - at}\n" for at in range(9)) + "".join(f"find page={page}\n" for page in (1, 2, 3, 4, 1000)) + "gone p8\nfind page=2\nfind page=3\nfind upto=42\nfind upto=43 page=2\nfind upto=46 page=2\n", False
    yield "edges/prices", "item a 0 x=p\nitem b 1000000 x=p\nfind upto=0\nfind upto=1000000\nfind upto=999999 x=p\nfind x=p\n", False
    yield "edges/replaced", "item a 1 x=p\nitem a 9 x=q y=r\nfind\ngone a\nfind\nitem a 3 x=p\nfind\nfind x=q\n", False
    yield "edges/several-values", "item a 1 x=p x=q x=r\nitem b 2 x=q\nfind x=p,q\nfind x=r,p\nfind x=p\n", False
    yield "edges/values-of-other-facets", "item a 1 x=p y=q\nitem b 2 x=q y=p\nfind x=p\nfind y=p\nfind x=p,q y=p\nfind p=x\n", False
    yield "large/many-articles", paper(rng, 260, 0.08, 400) + always(), False
    yield "large/many-questions", paper(rng, 200, 0.3, 120, narrow=0.2) + always(), False
    yield "large/changing", paper(rng, 250, 0.12, 40, most=8) + always(), False


def small(rng):
    return paper(rng, rng.randrange(2, 18), 0.3, rng.choice([3, 9, 20]), most=rng.choice([1, 3, 8]), narrow=rng.choice([0.1, 0.4]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
