import json
import random
import sys

MOST = 60
WORDS = ["red", "Red", "", "-", "x1", "1.", "2.", ".5", "-.5", "--1", "a-b", "1-2", "1.2.3", "e5"]


def value(rng, size):
    if rng.random() < 0.3:
        return rng.choice(WORDS)
    number = str(rng.randrange(size))
    return rng.choice(["", "", "-"] if number != "0" else [""]) + number + rng.choice(["", "", "", ".5", ".50", ".0"])


def other_way(rng, text):
    """A number written in another way; never 0, which could have a sign."""
    digits = text.lstrip("-")
    if not digits.replace(".", "").isdigit() or digits[0] == "." or digits[-1] == "." or digits.count(".") > 1 or text.startswith("--"):
        return text
    sign = "-" if text[0] == "-" else ""
    tail = rng.choice(["", "0", "00"]) if "." in digits else rng.choice(["", ".0", ".00"])
    return (sign + rng.choice(["", "0", "00"]) + digits + tail)[:10] if len(sign + digits) < 6 else text


def paper(rng, rows, columns, keys, size, doubles):
    names = ["id", "part", "place", "size", "colour", "price", "stock", "unit", "note", "rank"][:columns]
    later_names = [name for name in names if name in names[:keys] or rng.random() < 0.85]
    old_names = [name for name in names if name in names[:keys] or rng.random() < 0.85]
    later_names += rng.choice([[], [], ["extra"], ["extra", "more"]])
    rng.shuffle(later_names)
    rng.shuffle(old_names)
    old, later = [], []
    for n in range(rows):
        row = {name: value(rng, size) for name in {**dict.fromkeys(names), "extra": 0, "more": 0}}
        for place, name in enumerate(names[:keys]):
            row[name] = str(n) if place == 0 else rng.choice("ab")
        draw = rng.random()
        copy = {name: other_way(rng, text) if name not in names[:keys] and rng.random() < 0.3 else text for name, text in row.items()}
        if draw < 0.3:
            for name in rng.sample(names[keys:], rng.randrange(len(names[keys:]) + 1)):
                copy[name] = value(rng, size)
        elif draw < 0.4:
            copy[names[0]] = f"n{n}"
        if draw < 0.9:
            old.append(row)
        if draw < 0.8 or draw >= 0.9:
            later.append(copy)
        if rng.random() < doubles:
            rng.choice([old, later]).append(rng.choice([row, copy]))
    rng.shuffle(later)
    out = [",".join(names[:keys])]
    for table, group in (old_names, old), ("---", []), (later_names, later):
        out.append(table if isinstance(table, str) else ",".join(table))
        # A row of one empty value would be an empty line.
        out += [line for row in group if (line := ",".join(row[name] for name in table))]
    return out


def text(lines):
    return "".join(line + "\n" for line in lines)


def written(lines):
    return text(lines.split(" / "))


def tables(head, old, later):
    return text([head, *old, "---", *later])


def busy(rng, rows, columns, keys, size, doubles):
    """A large paper; by its first rows, some programs go wrong for sure."""
    old = ["id,kind,amount", "q1,zz,5.0", "q2,zz,7", "q3,zz,7", "q4,yy,1", "q4,yy,2", "q8,zz,9"]
    later = ["amount,kind,id", "5,zz,q1", "7,zz,q5", "1,yy,q4", "9.0,zz,q6", "9,zz,q7"]
    lines = paper(rng, rows, columns, keys, size, doubles)
    del lines[0]
    at = lines.index("---")
    head, body = lines[0].split(","), lines[1:at]
    head2, body2 = lines[at + 1].split(","), lines[at + 2 :]
    for extra, names in (old, head), (later, head2):
        order = extra[0].split(",")
        rows = [dict(zip(order, line.split(","))) for line in extra[1:]]
        group = body if names is head else body2
        group[:0] = [",".join(row.get(name, row["id"][0] if name == "part" else "") for name in names) + f",{row['kind']},{row['amount']}" for row in rows]
        for n in range(len(rows), len(group)):
            group[n] += rng.choice([",zz,3", ",zz,3", ",zz,3.0", ",zz,4"])
        names += ["kind", "amount"]
    return text([",".join(["id", "part"][:keys]), ",".join(head), *body, "---", ",".join(head2), *body2])


def cases(seed):
    rng = random.Random(seed)
    many = [f"{n},a" for n in range(MOST)]
    yield "basics/a-few", written("id / id,name,price / 7,lamp,20.00 / 8,chair,55 / 9,table,120 / --- / id,price,name / 9,110,table / 7,20.00,lamp / 12,40,shelf"), True
    yield "basics/columns", written("id / id,name,unit / 1,bolt,box / 2,nut,box / --- / id,name,stock / 2,nut,50 / 1,screw,70"), True
    yield "basics/two-keys", written("shop,item / item,shop,price / a,x,5 / b,x,6 / a,y,7 / --- / shop,item,price / x,a,5 / y,a,8 / y,b,9"), False
    yield "basics/counts", written("id / id,a,b,c / 1,x,x,x / 2,x,x,x / 3,x,x,x / --- / id,a,b,c / 1,y,x,y / 2,x,z,z / 3,x,x,u"), False
    yield "basics/one-moved", written("id / id,name,town / 4,Ann,Rome / 5,Bob,Bonn / --- / id,name,town / 5,Bob,Bonn / 44,Ann,Rome"), False
    yield "edges/no-rows", written("id / id,name / --- / name,id"), False
    yield "edges/only-keys", written("id / id / 1 / 2 / --- / id / 2 / 3"), False
    yield "edges/nothing-compared", written("id / id,a / 1,5 / 2,5 / --- / b,id / 5,2 / 5,3"), False
    yield "edges/numbers", written("id / id,v / 1,1.50 / 2,01.5 / 3,-2 / 4,10 / 5,100 / 6,0.5 / 7,1. / 8,--1 / 9,1.0 / 10, / 11,5 / 12,-3.10 / --- / id,v / 1,1.5 / 2,1.50 / 3,-02.0 / 4,1 / 5,100.00 / 6,.5 / 7,1 / 8,1 / 9,1.00 / 10,0 / 11,-5 / 12,-3.1"), False
    yield "edges/negative-zero", written("id / id,v / 1,0 / 2,-0 / 3,-0.0 / 4,0.00 / 5,-0.10 / --- / id,v / 1,-0 / 2,0.0 / 3,0 / 4,-00.0 / 5,0.10"), False
    yield "edges/keys-are-texts", written("id / id,v / 1,a / 01,b / 1.0,c / --- / id,v / 1,a / 1.00,c / 2,b"), False
    yield "edges/double", written("id / id,v / 1,a / 2,b / 2,b / 3,c / 4,d / --- / id,v / 2,b / 3,c / 3,x / 4,d / 1,a"), False
    yield "edges/double-in-both", written("id / id,v / 5,a / 5,b / 6,a / --- / id,v / 7,a / 7,a / 5,a / 5,b / 8,b"), False
    yield "edges/double-is-not-moved", written("id / id,v / 1,a / 1,a / --- / id,v / 2,a / 3,b / 3,b"), False
    yield "edges/alike-several", written("id / id,v,w / 1,a,1 / 2,a,1 / 3,b,2 / 4,c,3 / 5,d,4 / 6,d,4 / --- / id,v,w / 11,a,1.0 / 13,b,2 / 14,b,2 / 15,c,3.0 / 16,d,4 / 17,d,04"), False
    yield "edges/alike-to-one-that-stayed", written("id / id,v / 1,a / 2,a / --- / id,v / 2,a / 3,a"), False
    yield "edges/moved-with-others", written("id / id,v,old / 1,a,x / 2,b,y / --- / new,id,v / q,3,b / q,4,c / q,5,a"), False
    yield "edges/empty-values", written("id / id,v,w / 1,,x / 2,y, / 3,, / --- / id,v,w / 1,a, / 2,y, / 3,,0"), False
    yield "edges/three-keys", written("c,a,b / a,b,c,d / 1,2,3,4 / 1,2,33,4 / ,,,4 / --- / d,c,b,a / 5,3,2,1 / 4,,, / 4,3,2,11"), False
    yield "edges/keys-that-look-alike", written("a,b / a,b,v / 1,23,x / 12,3,y / --- / a,b,v / 12,3,x / 1,23,y"), False
    yield "edges/as-many-as-printed", tables("id", ["id,v", *many], ["id,v"]), False
    yield "edges/one-more-than-printed", tables("id", ["id,v", *many[1:]], ["id,v", "x,b", "y,c"]), False
    yield "edges/one-less-than-printed", tables("id", ["id,v", *many[2:]], ["id,v", "x,b"]), False
    yield "edges/column-ties", written("id / id,c,b,a / 1,1,1,1 / 2,1,1,1 / --- / id,a,b,c / 1,2,2,2 / 2,1,3,3"), False
    yield "large/many", busy(rng, 650, 5, 1, 30, 0.03), False
    yield "large/wide", busy(rng, 250, 8, 2, 5, 0.05), False
    yield "large/few-values", busy(rng, 500, 3, 1, 3, 0.1), False


def small(rng):
    lines = paper(rng, rng.randrange(9), rng.choice([1, 2, 3, 5]), 1, rng.choice([2, 3, 30]), rng.choice([0, 0.2]))
    if rng.random() < 0.1:
        lines = text(lines).replace(",0\n", ",-0\n").splitlines()
    return text(lines)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
