import json
import random
import sys

FIELDS = ["age", "city", "tag", "size", "note"]
VALUES = ["7", "07", "-3", "12", "rome", "Rome", "a.b", "x-1", "-", "120", "0", "-0", "big", "1.5", "oslo", "in-use"]
DEEP = 13


def record(rng, number, odd):
    fields = rng.sample(FIELDS, rng.randrange(1, 5))
    return f"record r{number} " + " ".join(f"{field}={rng.choice(VALUES if odd else VALUES[:6])}" for field in fields)


def value(rng):
    text = rng.choice(VALUES)
    return rng.choice([text, text, f"'{text}'", "''", "'it''s'", "'a b'", "'o'"])


def test(rng):
    field = rng.choice(FIELDS)
    kind = rng.randrange(8)
    if kind == 0:
        return field
    if kind == 1:
        return f"{field} in ({', '.join(value(rng) for _ in range(rng.randrange(1, 4)))})"
    gap = rng.choice(["", " "])
    return f"{field}{gap}{rng.choice(['=', '!=', '<', '<=', '>', '>=', '~'])}{gap}{value(rng)}"


def condition(rng, tests, deep=0):
    if tests == 1:
        text = test(rng)
    else:
        part = rng.randrange(1, tests)
        left, right = condition(rng, part, deep + 1), condition(rng, tests - part, deep + 1)
        text = f"{left} {rng.choice(['and', 'or'])} {right}"
        if rng.random() < 0.4 and deep < DEEP - 1:
            text = f"({text})"
            return f"not {text}" if rng.random() < 0.3 else text
    return f"not {text}" if rng.random() < 0.2 else text


def spoilt(rng, text):
    """A condition with a part too much, or too little, or another."""
    for _ in range(rng.choice([1, 1, 2])):
        at = rng.randrange(len(text) + 1)
        cut = rng.choice([0, 0, 1, 2, 5])
        text = text[:at] + rng.choice(["", "", "(", ")", " and ", " in ", "'", "!", ",", " x ", "=", " or", "not", "<", "#"]) + text[at + cut :]
    return text


def paper(rng, records, questions, tests, wrong, odd=True, bare_end=False):
    lines = [record(rng, i, odd) for i in range(records)]
    for _ in range(questions):
        text = condition(rng, rng.randrange(1, tests + 1))
        if rng.random() < wrong:
            text = spoilt(rng, text)
        text = text[:480].rstrip(" ") if bare_end else text[:480]
        lines.append(f"find {text}")
    if rng.random() < 0.5 and odd:
        rng.shuffle(lines)
    return "".join(line + "\n" for line in lines)


def text(*lines):
    return "".join(line + "\n" for line in lines)


PEOPLE = ["record ann age=31 city=rome tag=new", "record bob age=7 city=oslo", "record cyd city=rome size=12", "record dan age=131 tag=old-new"]


def finds(*conditions):
    return text(*PEOPLE, *(f"find {condition}" for condition in conditions))


def cases(seed):
    rng = random.Random(seed)
    yield "basics/and-or", finds("age > 20 and city = rome or size", "tag ~ new", "not age < 50"), True
    yield "basics/equal", finds("city = rome", "city != rome", "age = 7", "tag = new"), False
    yield "basics/sizes", finds("age < 31", "age <= 31", "age > 31", "age >= 31"), False
    yield "basics/precedence", finds("size or age > 100 and city", "(size or age > 100) and city", "not size and age", "not (size and age)", "tag or age and city"), False
    yield "basics/in", finds("city in (rome, paris)", "age in (7, 31)", "tag in (old)", "not city in (rome)"), False
    yield "basics/no-records", text("find age", "record a x=1", "find x", "find age"), False
    yield "edges/unknown", finds("not size = 12", "size != 5", "not (size = 12 and age)", "size = 12 or age = 7", "not (size = 5 or tag = new)", "not size", "not not age > 8"), True
    yield "edges/unknown-joined", finds("size < 5 and age = 7", "not (size < 5 and age = 8)", "not (size < 5 or age = 8)", "size < 5 or age = 7", "age = 7 or size < 5", "not (age = 8 and size < 5)", "not (city = oslo and tag = x)"), False
    yield "edges/not-numbers", finds("city < 5", "city > 5", "not city < 5", "age < rome", "tag <= 'z'", "not age >= ''", "age != rome", "city != 5"), False
    numbers = ["record a x=7", "record b x=007", "record c x=-7", "record d x=-0", "record e x=0", "record f x=7.0", "record g x=-", "record h x=123456789012345", "record i x=1234567890123456"]
    yield "edges/numbers", text(*numbers, *(f"find {c}" for c in ("x = 7", "x = 07", "x != 7", "x = 0", "x < 0", "x > 6", "x >= 1234567890123456", "x = '7'", "x = '-07'", "x in (7, 0)", "x > 123456789012344", "x < 123456789012346", "x = -", "x ~ 7", "x ~ ''", "x = 01234567890123456", "x > -1234567890123456", "x = 0123456789012345"))), False
    yield "edges/quotes", text("record a x=it", "find x = 'it'", "find x = 'it''s' or x", "find x ~ ''", "find x = ''", "find x in ('it''', ',', 'it')", "find x='and'", "find x='it'and x", "find x ~ '''' or x ~ 'i'", "record b x=and", "find x = 'and'"), False
    yield "edges/spaces", finds("  age   =   7  ", "age=7", "(age=7)and(city=oslo)", "not(age=7)", "age in(7,31)", "age in ( 7 , 31 ) ", "age>=7and city", "age >=7 and city"), False
    yield "edges/words-like-key-words", text("record a note=in-use android=1 notes=or.1", "find note = in-use", "find android", "find notes = or.1 and android=1", "find note=in-use or note", "find andy or oro or ina"), False
    yield "edges/questions-between", text("find a", "record x a=1", "find a", "record y a=2", "find a", "find a > 1"), False
    yield "edges/text-compare", text("record A x=Rome", "record B x=rome", "record C x=rom", "find x = rome", "find x ~ rom", "find x != Rome", "find x in (ROME, Rome)"), False
    deep = lambda n: "(" * n + "x" + ")" * n
    yield "edges/as-deep-as-allowed", text("record a x=1", f"find {deep(DEEP)}", f"find {'not (' * DEEP}x in (1{')' * (DEEP + 1)}", f"find {deep(DEEP)} and {deep(DEEP)}", "find x = -1 or x = - or x = 1"), False
    yield "edges/chains", finds(" and ".join(["age"] * 40), " or ".join(["size"] * 40 + ["tag ~ w"]), "not " * 31 + "size", "not " * 30 + "size"), False
    yield "mistakes/early-end", finds("", "   ", "age =", "age = 7 and", "not", "(age", "age in", "age in (", "age in (7", "age in (7,", "(age ", "not ("), True
    yield "mistakes/wrong-part", finds("= 7", "age age", "age = = 7", "age 7", ")", "(age))", "age and or tag", "and", "age not tag", "()", "age = (7)", "age in 7", "age in ()", "age in (7,)", "age in (7 8)", "7 = age", "'age' = 7", "age, tag", "in (7)", "age in (7) in (8)"), False
    yield "mistakes/key-words", finds("age = and", "age = in", "not = 7", "age in (or)", "or", "age ~ not", "age = 'not'"), False
    yield "mistakes/names", finds("Age = 7", "abcdefghijk", "abcdefghij", "a1 = 7", "a.b", "age = 7 and City", "-", "x-y = 1", "-7 < age"), False
    yield "mistakes/characters", finds("age ! 7", "age # 7", "#", "age = 7 $", "age = 7 and !", "age == 7", "age =! 7", "age <> 7", "age =< 7", "age === 7", "age = \"7\"", "age! = 7", "age = a/b", "age != = 7"), False
    yield "mistakes/open-quotes", finds("age = 'x", "'", "age = 'x'' and", "age in ('a', 'b)", "age 'x", "age = ''''", "age = '''", "age and '", "tag = 'a'b"), False
    yield "mistakes/too-deep", finds(deep(DEEP + 1), deep(DEEP).replace("x", "(x"), f"{'(' * DEEP}age in (7{')' * DEEP}", f"{deep(DEEP)} or {deep(DEEP + 1)}", "not " + deep(DEEP + 1)), False
    yield "mistakes/first-counts", finds("age age #", "age # age", "#'", "age = ) '", "(age = 7 or) tag", "age in (7, and) #"), False
    yield "mistakes/random", paper(rng, 0, 90, 3, 1), False
    yield "large/many-records", paper(rng, 300, 60, 4, 0), False
    yield "large/long-conditions", paper(rng, 60, 150, 16, 0), False
    yield "large/mixed", paper(rng, 80, 300, 5, 0.3, bare_end=True), False


def small(rng):
    return paper(rng, rng.randrange(5), rng.randrange(1, 6), rng.choice([1, 2, 4]), rng.choice([0, 0.6]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
