import json
import random
import sys

MOST_LINES = 7

NAMES = ["id", "name", "city", "note", "price", "owner"]


def field(rng, mark, odd):
    luck = rng.random()
    if luck > odd:
        return rng.choice(["12", "Oslo", " red ", "a b", "x-1", "", "Bergen", "back\\slash"]) if rng.random() < 0.7 else rng.choice([f'"a{mark}b"', '"say ""hi"""', '"text"', ' "x" ', '"c\\d"', '"two\nlines"'])
    lines = rng.choice([2, MOST_LINES - 2, MOST_LINES - 1, MOST_LINES])
    return rng.choice([
        '""', ' "" ', '""""', '"a', '"b"c', '"b" c ', 'd"e', 'd"e"', '"f""', f'"g{mark}', '"\n\n"', '"' + "k\n" * lines + '"', '"' + "\n" * (lines - 1) + 'm"x', '" s "', '"""t', "  ", '"u"" ', '"\n""',
    ])


def paper(rng, rows, odd, fewer=0.08):
    mark = rng.choice(",;|")
    names = rng.sample(NAMES, rng.choice([1, 2, 3, 4]))
    wanted = [rng.choice([*names, rng.choice(NAMES)]) for _ in range(rng.choice([1, 2, 3, 5]))]
    out = [mark + " " + " ".join(wanted)]
    if rows:
        out += [""] * rng.randrange(2)
        out.append(mark.join(rng.choice(["", " "]) + name + rng.choice(["", "  "]) for name in names))
    for _ in range(rows):
        count = len(names)
        if rng.random() < fewer:
            count = max(1, count + rng.choice([-1, 1]))
        out.append(mark.join(field(rng, mark, odd) for _ in range(count)))
        if rng.random() < 0.05:
            out.append(rng.choice(["", "   "]))
    return "\n".join(out) + "\n"


def always():
    """A small export that shows every flaw, to stand behind a heading of two columns."""
    pairs = ['a,b"c', 'x"y,z"w', '"",', "1,2", '"p\nq","r', "s,t"]
    return "\n".join(pairs) + "\n" + "v,w\n" * (MOST_LINES + 3) + '"end",""\n'


def two(rng, rows):
    """Rows of two columns without damage, but with quoted fields."""
    out = []
    for _ in range(rows):
        out.append(",".join(rng.choice(["12", "Oslo", '"a,b"', '"x ""y"""', '"two\nlines"', " 7 ", '"q" ']) for _ in range(2)))
    return "\n".join(out) + "\n"


def cases(seed):
    rng = random.Random(seed)
    yield "basics/quoted", ', city name\nid,name,city\n1,Ann,Oslo\n2,"Berg, Bo","Rome"\n\n3,"The ""Cat"" Inn", Bern \n', True
    yield "basics/damaged", '; a b\na;b\n1;"x\ny"\n2\n3;"z"z\n4;\n', True
    yield "basics/one-column", ", x\nx\n1\n2\n", False
    yield "basics/bars", "| b a b\na|b\n1|2\n3|4,5;6\n", False
    yield "basics/unknown-column", ", nope a\na,b\n1,2\n3,4\n", False
    yield "basics/backslashes", ', a\na,b\n\\,x\n"c\\n\\\\",x\n', False
    yield "edges/nothing", ", a\n", False
    yield "edges/no-rows", "\n".join([", a", "", "  ", "a,b", "   ", ""]), False
    yield "edges/empty-fields", ', a b\na,b\n,\n"",""\n , \n "" ,"" \n"   ",  \n"\n",""""\n', False
    yield "edges/quotes-in-plain", ', a b\na,b\nx"y,z\n5",6"\nx"a,b"\n a "b" , c""d\n', False
    yield "edges/spaces", '; a b\n a ;  b  \n  1  ;  2  \n  "  3  "  ;"4"  \n\n   \n 5 ; " 6;7 "\n', False
    yield "edges/pairs", ', a\na\n""""\n""""""\n"a""b"\n"""a"\n"a"""\n"x"""" \n"a"" "\n', False
    yield "edges/spoilt", ', a b\na,b\n"1"x,2\n3,"4" y\n5,6\n"7\n8"9,10\n11,12\n"13""","14"""x\n"" "",1\n', False
    yield "edges/uneven", ', a b\na,b\n1\n1,2,3\n1,2\n,,\n"x\ny"\n"x\ny","z\nw",\n3,4\n', False
    long = [f'1,"{"k" + chr(10) * lines}e"\n' for lines in (MOST_LINES - 2, MOST_LINES - 1, MOST_LINES, MOST_LINES + 1)]
    yield "edges/lines-of-a-field", ", a b\na,b\n" + "2,3\n".join(long) + "4,5\n", False
    yield "edges/goes-on-behind-the-field", ', a b\na,b\n"x\ny\nz","\n' + "1,2\n" * (MOST_LINES + 2), False
    yield "edges/goes-on-behind-the-spoilt", ', a b\na,b\n"x\ny"z,"w\n1,2\n"p"q,"r\ns"\n', False
    yield "edges/endless-within-endless", ', a b\na,b\n1,"\n' + '2,3"4\n' * (MOST_LINES - 2) + '5,6\n7,"8\n', False
    yield "edges/no-end", ', a b\na,b\n1,2\n3,"4\n5,6\n"7\n', False
    yield "edges/ends-with-quote", ', a b\na,b\n1,"\n', False
    yield "edges/other-separators-within", '; a b\na;b\n1,2;"3|4"\n"5;6"|7;8\n', False
    yield "edges/no-heading-wanted", ", z z\na,b\n1,2\n3\n", False
    yield "edges/spoilt-before-endless", ', a b\na,b\n"1"2,"3\n4,5\n"6\n7","8"9 "\n10,11\n', False
    yield "large/undamaged", ", b a\na,b\n" + two(rng, 300) + always() + two(rng, 50), False
    yield "large/damaged", paper(rng, 260, 0.08), False
    yield "large/odd", ", a b\na,b\n" + always() + "".join(paper(rng, 1, 0.5).split("\n", 1)[1] for _ in range(120)), False
    yield "large/narrow", ", a b\na,b\n" + always() + two(rng, 20) * 8, False


def small(rng):
    return paper(rng, rng.randrange(9), rng.choice([0.05, 0.3, 0.6]), rng.choice([0.02, 0.3]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
