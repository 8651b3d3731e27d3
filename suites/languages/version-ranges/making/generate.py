import json
import random
import sys

LONGEST = 61

TAGS = ["alpha", "beta", "beta2", "rc", "rc1", "rc2", "rc9", "rc10", "a", "ab", "pre3"]
WRONG = ["", "==1", "1.", ".1", "1.2.3.4", "01", "1.02", "1.2-rc", "> 1", "<>1", "!1", "v1", "1.2.3-", "1.2.3-RC", "1.2.3-rc01", "1.2.3-1", "~*", "* *|", "1|2", "x", "1.2.3-rc0", "1.2.3-rc.1", "123456", "1,2", "=", "1.2.3-abcdefghi"]


def version(rng, tag=0.35, most=3):
    text = ".".join(str(rng.choice([0, 0, 1, 2, most, rng.randrange(most + 1), 10])) for _ in range(3))
    return text + ("-" + rng.choice(TAGS) if rng.random() < tag else "")


def condition(rng, known):
    if rng.random() < 0.05:
        return "*"
    text = rng.choice(known) if known and rng.random() < 0.6 else version(rng)
    parts = text.partition("-")[0].split(".")
    text = rng.choice([text, text, ".".join(parts[:2]), parts[0]])
    return rng.choice(["", "=", "!=", "<", "<=", ">", ">=", "~", "^", "^", ">=", "<"]) + text


def wanted(rng, known, wrong):
    if rng.random() < wrong:
        return (rng.choice(["", "1 ", ">=1 || "]) + rng.choice(WRONG) + rng.choice(["", " <2", " || 3", "||"]))[:90] or "||"
    alternatives = []
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        alternatives.append(rng.choice([" ", "  "]).join(condition(rng, known) for _ in range(rng.choice([1, 1, 2, 2, 3]))))
    return rng.choice([" || ", "||"]).join(alternatives)[:90].rstrip("|") or "*"


def paper(rng, lines, names, wrong=0.08, tag=0.35):
    known, out = {name: [] for name in names}, []
    for _ in range(lines):
        name, luck = rng.choice(names), rng.random()
        if luck < 0.4:
            known[name].append(version(rng, tag))
            out.append(f"release {name} {known[name][-1]}")
        elif luck < 0.5 and known[name]:
            out.append(f"withdraw {name} {rng.choice(known[name])}")
        else:
            out.append(f"want {name} {wanted(rng, known[name], wrong)}")
    return "\n".join(out) + "\n"


def released(*versions, name="kit"):
    return "".join(f"release {name} {each}\n" for each in versions)


def asked(*ranges, name="kit"):
    return "".join(f"want {name} {each}\n" for each in ranges)


ALWAYS = released("1.4.0", "1.4.7", "1.5.0-rc9", "1.5.0-rc10", "0.2.5", "0.3.0", name="demo") + asked(">1.4 <2", "^0.2.1", ">=1.0", ">1.5.0-rc1", name="demo")
"""What shows every flaw, to stand at the end of each large input."""


def cases(seed):
    rng = random.Random(seed)
    some = released("1.0.0", "1.2.0", "1.10.3", "2.0.0", "2.1.5")
    yield "basics/ranges", some + asked("1.2.0", "^1.2.0", "~1.2.0", ">=1.2.0 <2.1.0", "<1.0.0 || 2.0.0", "*", ">2.1.5", ">= 1"), True
    yield "basics/released-and-withdrawn", released("3.1.0", "3.2.0") + asked("3") + "withdraw kit 3.2.0\n" + asked("3") + released("3.2.0") + asked("3.2.0") + asked("1", name="other"), True
    yield "basics/greatest-by-number", released("9.0.0", "10.0.0", "9.11.0", "9.9.0", "9.11.2", "9.11.10") + asked("*", "9", "<9.11.10", "<9.11.0"), False
    yield "basics/signs", some + asked("=1.2.0", "!=2.1.5", "<1.2.0", "<=1.2.0", ">1.10.3", ">=2.1.5", "!=2.1.5 !=2.0.0", ">2.0.0 <2.1.5"), False
    yield "basics/alternatives", some + asked("1.2.0||1.0.0", "3.0.0 || ~1.10.0", ">5.0.0 || <0.1.0"), False
    yield "edges/nothing", "", False
    yield "edges/short-limits", released("1.3.9", "1.4.0", "1.4.7", "1.5.0", "2.0.0", "2.3.4", "3.0.0") + asked(*(sign + limit for limit in ("1.4", "2", "3", "0") for sign in ("", "=", "!=", "<", "<=", ">", ">=", "~", "^"))), False
    tagged = released("1.0.0-rc1", "2.0.0-beta", "1.0.0-rc10", "1.0.0-rc9", "1.0.0-rc", "1.0.0-r9", "1.0.0-rca", "0.9.0", "1.0.1-rc1")
    yield "edges/tags", tagged + asked("*", "1", ">=1.0.0-rc1", ">=1.0.0-a <1.0.0-rc9", "<=1.0.0-rc10", "<1.0.0-rc10", ">1.0.0-rc10", "<1.0.0-rc", "1.0.0-rc", "1.0.0-rcb", "1.0.0-rc8", ">=2.0.0-alpha", ">=2.0.0", "!=1.0.0-rc10", "^1.0.0-rc1", "~1.0.1-a", "<3.0.0 || 1.0.0-rc9", "<2.0.0 !=2.0.0-a", "<=2 !=2.0.0-a"), False
    yield "edges/tag-below-version", released("1.0.0-z99999", "1.0.0") + asked(">=1.0.0-a", "<1.0.0 >=1.0.0-a", "1.0.0", "<1.0.0", "!=1.0.0 >1.0.0-a", "1.0 !=1.0.0-a") + "withdraw kit 1.0.0\n" + asked("1.0", "1.0 !=1.0.0-a", "<1 >=1.0.0-a", ">0 >=1.0.0-a", "^1.0.0", "^1.0.0 >=1.0.0-a"), False
    zero = released("0.0.0", "0.0.1", "0.0.2", "0.1.0", "0.1.9", "0.2.0", "1.0.0")
    yield "edges/zeros", zero + asked("^0.0.1", "^0.0.0", "^0.1.0", "^0.1.3", "^0", "^0.0", "^0.1", "~0", "~0.0", "~0.1", "~0.0.1", "<0", ">0", "<=0.0", "~0.1.9", "~0.2.1"), False
    yield "edges/tagged-zeros", released("0.0.0-a", "0.0.0-b", "0.0.0", "0.1.0-a") + asked("^0.0.0-a", "^0.0.0-b !=0.0.0", "~0.0.0-a <0.0.0", "~0.1.0-a", "^0.1.0-a", "^0.0.0-c"), False
    yield "edges/wrong", released("1.0.0") + "".join(f"want kit {each or ' '}\n" for each in WRONG), False
    yield "edges/right", released("1.0.0", "99999.0.0") + asked(" 1 ", "*||*", "1|| 2 ||3", "  1   =1.0  ", "99999", "1.0.0-abcdefgh99999 || *", "* *", "* <2", "0.0.0", "10.0.0 || 1.0.0"), False
    yield "edges/empty-alternatives", released("1.0.0") + asked("||", "1||", "||1", "1 || || 1", " || 1", "1 ||| 1", "   "), False
    exact = "1" + " " * (LONGEST - 3) + ">0"
    yield "edges/longest", released("1.0.0") + asked(exact, exact[:1] + " " + exact[1:], exact[:-3] + " >0", exact[:1] + "  " + exact[1:]), False
    yield "edges/names", released("1.0.0", name="b") + "withdraw c 1.0.0\n" + asked("1", "x", name="c") + asked("1", name="b") + "withdraw b 1.0.0\nwithdraw b 1.0.0\n" + asked("1", "*", "x.", name="b") + released("1.0.0", "1.0.0", name="b") + "withdraw b 1.0.0\n" + asked("1", name="b"), False
    yield "edges/question-before-release", asked("*") + released("1.0.0") + asked("*"), False
    yield "large/mixed", paper(rng, 450, ["core", "util", "web", "text", "net", "auth", "kit"]) + ALWAYS, False
    yield "large/one-package", paper(rng, 150, ["core"], tag=0.5) + ALWAYS, False
    yield "large/tagged", paper(rng, 400, ["core", "util", "web", "text"], wrong=0.02, tag=0.8) + ALWAYS, False


def small(rng):
    return paper(rng, rng.randrange(2, 16), rng.choice([["a"], ["a", "b"]]), wrong=rng.choice([0.05, 0.4]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
