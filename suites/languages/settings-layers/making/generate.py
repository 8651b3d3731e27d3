import json
import random
import sys

LONGEST = 53
KEYS = ["host", "port", "path", "log.level", "user", "tmp_dir", "mode", "k9"]


def setting(rng, keys, odd):
    key = rng.choice(keys)
    parts = []
    for _ in range(rng.choice([0, 1, 1, 1, 2, 3])):
        parts.append(rng.choice(["a", "8080", "/srv", "x y", "on", f"${{{rng.choice(keys)}}}", f"${{{rng.choice(keys)}}}"]))
    value = rng.choice(["", " ", "/"]).join(parts).strip()
    gap = lambda: " " * (rng.randrange(3) if odd else 1)
    if odd:
        value = rng.choice([value] * 5 + [f'"{value} # {value}"', f'"  {value}"', '""', value + "#1", "#x", '$a ${} ${', 'say "a', "${host", "v" * 20])
        value += rng.choice(["", "", "", " # note", " #", "   "])
    return f"{gap()}{key}{gap()}{rng.choice(['=', '=', '=', '+='])}{gap()}{value}"


def paper(rng, sections, lines, questions, odd, keys):
    names = ["base"] + [f"s{i}" for i in range(1, sections)]
    parents = {name: rng.choice(names[:i]) for i, name in enumerate(names) if i and rng.random() < 0.8}
    out, rest = [], dict(parents)
    while lines > 0 and names:
        name = rng.choice(names)
        head = f"[{name}]"
        if name in rest:
            head = f"[{name} : {rest.pop(name)}]" if not odd else f" [ {name}:{rest.pop(name)} ]  # child"
        out.append(head)
        for _ in range(rng.randrange(1, 8)):
            out.append(setting(rng, keys, odd))
            lines -= 1
        if odd and rng.random() < 0.3:
            out.append(rng.choice(["", "   ", "# a = b", "  # [x]"]))
    out += [f"[{name} : {parent}]" for name, parent in rest.items()]
    seen = {line.strip(" [")[: line.strip(" [").index(part)].strip() for line in out if line.lstrip().startswith("[") for part in [":" if ":" in line else "]"]}
    out += [f"[{name}]" for name in names if name not in seen]
    out.append("%%")
    for _ in range(questions):
        out.append(f"{rng.choice([*names, 'none'] if odd else names)} {rng.choice(keys)}")
    return "".join(line + "\n" for line in out)


def cases(seed):
    rng = random.Random(seed)
    text = lambda *lines: "".join(line + "\n" for line in lines)
    yield "basics/parent", text("[base]", "host = example.org", "port = 80", "", "[test : base]", "host = localhost  # here", "%%", "test host", "test port", "base host", "test user"), True
    yield "basics/references", text("[base]", "url = http://${host}:${port}/", "host = example.org", "port = 80", "[test : base]", "host = localhost", "port += 8080", "%%", "base url", "test url"), True
    yield "basics/overwrite", text("[a]", "x = 1", "x = 2", "[b]", "x = 3", "%%", "a x", "b x", "b y", "c x"), False
    yield "basics/append", text("[a]", "x = 1", "x += 2", "x += 3", "y += 4", "[b : a]", "x += 5", "y = 6", "y += 7", "%%", "a x", "a y", "b x", "b y"), False
    yield "basics/grandparent", text("[a]", "x = 1", "[b : a]", "[c : b]", "x += 2", "%%", "a x", "b x", "c x"), False
    yield "basics/calm", paper(rng, 3, 20, 12, False, KEYS[:4]), False
    yield "edges/nothing", text("%%"), False
    yield "edges/no-questions", text("[a]", "x = 1", "%%"), False
    yield "edges/no-settings", text("# none", "", "%%", "a b", "b a"), False
    yield "edges/parent-below", text("[c:b]", "x += 3", "[b : a]", "x += 2", "[a]", "x = 1", "%%", "c x", "b x", "a x"), False
    yield "edges/section-again", text("[a]", "x = 1", "[b]", "x = 2", "[a : b]", "x += 3", "y = ${x}", "[b]", "y += 4", "%%", "a x", "a y", "b x", "b y"), False
    yield "edges/comments", text("  # head", "[a]   # one", "x = 1 # two # three", "y = 1#2", "z=#3", "w= #4", "v =#5", "u = # 6", "   ", "#", "t = a  #", "%%", *(f"a {key}" for key in "xyzwvut")), False
    yield "edges/quotes", text("[a]", 'x = "a # b" # c', 'y = "  two  "', 'z = ""', 'w = say "hi # there"', 'v="#"#', 'u = a"b', 't = "${x}"', 's = ""#', 'r="a" ', "%%", *(f"a {key}" for key in "xyzwvutsr")).replace('v="#"#', 'v="#" #').replace('s = ""#', 's = "" #'), False
    yield "edges/spaces", text("   [  a  ]  ", "[b:a]", "x=1", "  y   =   2   ", "y+=3", "  z  +=  4  ", "[ a ]", "x   =   9  9", "[  c  :  b  ]", "%%", "a x", "b x", "b y", "b z", "c z", "c y"), False
    yield "edges/empty-values", text("[a]", "x =", "y =", "y += 1", "z +=", "z +=", "[b : a]", "x += 2", "z =", "%%", "a x", "a y", "a z", "b x", "b z", "b y"), False
    yield "edges/late-binding", text("[a]", "x = ${y}", "y = 1", "[b : a]", "y = 2", "[c : b]", "x += ${y}", "y += 3", "%%", "a x", "b x", "c x", "c y"), False
    yield "edges/loops", text("[a]", "x = ${x}", "y = 1${z}", "z = 2${y}", "w = ${y}${none}", "v = ${u}${u}", "u = 3", "[b : a]", "z = 4", "x = 5", "[c : b]", "x += ${x}", "%%", *(f"a {key}" for key in "xyzwvu"), *(f"b {key}" for key in "xyzw"), "c x"), False
    yield "edges/twice-is-no-loop", text("[a]", "x = ${y} ${z} ${y}", "y = ${z}", "z = 7", "%%", "a x"), False
    yield "edges/no-references", text("[a]", "x = ${} $b ${b ${b c} $${b} {b} ${B} ${b}}", "b = 1", "y = ${none}", "z = $", "w = {b}", "v = ${z}${w}", "%%", *(f"a {key}" for key in "xyzwv")), False
    yield "edges/long-values", text("[a]", "x = " + "v" * LONGEST, "y = " + "v" * (LONGEST + 1), "z = ${x}${y}", "w = " + "v" * (LONGEST - 1), "%%", *(f"a {key}" for key in "xyzw")), False
    yield "edges/append-to-reference", text("[a]", "x += ${y}", "x += ${y}", "y = 1", "[b : a]", "y += ${z}", "x += ${y}", "%%", "a x", "b x", "b y"), False
    yield "edges/middle-without-the-key", text("[a]", "x = 1", "[b : a]", "y = 2", "[c : b]", "x += 3", "[d]", "y = 1", "[e : d]", "x += 4", "%%", "c x", "c y", "e x", "d x"), False
    yield "large/odd", paper(rng, 30, 450, 500, True, KEYS), False
    yield "large/few-loops", paper(rng, 20, 300, 400, True, [f"k{i}" for i in range(60)]), False
    chain = [f"[s{i}{f' : s{i - 1}' if i else ''}]\nx += {i}\nk{i} = ${{k{i - 1}}}" for i in range(100)]
    yield "large/deep", text(*chain, "%%", *(f"s{i} {key}" for i in range(0, 100, 3) for key in ("x", f"k{i}", f"k{i // 2}"))), False
    yield "large/calm", paper(rng, 25, 300, 300, False, [f"k{i}" for i in range(80)]), False


def small(rng):
    return paper(rng, rng.randrange(1, 5), rng.randrange(1, 9), rng.randrange(1, 6), rng.random() < 0.5, KEYS[: rng.randrange(1, 5)])


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
