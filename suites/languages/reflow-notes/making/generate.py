import json
import random
import sys

LEAST_ROOM = 19

WORDS = ["a", "to", "the", "mail", "green", "answer", "question", "we", "it", "understanding", "of", "can", "meeting,", "tomorrow."]
ODD = ["-", "*", "12.", "1.", "1234.", ">", ">x", "3.5", "-x", "**", "x" * 25, "y" * 40, "7", "."]
MARKS = ["", "", "", ">", "> ", "> > ", ">>", " >", ">> ", ">>>> ", " > > ", "  > "]


def text(rng, count, odd):
    return rng.choice([" ", " ", " ", "  "]).join(rng.choice(ODD if rng.random() < odd else WORDS) for _ in range(count))


def line(rng, odd):
    luck = rng.random()
    if luck < 0.15:
        return rng.choice(["", "", " ", "     "])
    if luck < 0.22:
        return rng.choice(["   ", "     "]) + text(rng, 3, odd) + rng.choice(["", "  "])
    front = rng.choice(["", "", "", " ", "  "])
    if luck < 0.4:
        front += rng.choice(["- ", "* ", "1. ", "12. ", "333.  ", "-", "1234. ", "1 . "])
    return front + text(rng, rng.choice([1, 2, 4, 8, 12]), odd) + rng.choice(["", "", "  "])


def paper(rng, lines, odd, width=None):
    out = [str(width or rng.choice([20, 24, 30, 40, 60, 72]))]
    mark = ""
    for _ in range(lines):
        if rng.random() < 0.25:
            mark = rng.choice(MARKS)
        out.append((mark + line(rng, odd))[:200])
    return "\n".join(out) + "\n"


def always():
    """Lines that show every flaw at every width up to 40."""
    deep = ">" * 18
    return f"\n{deep} some words here to fill\n\n" + "".join(f"{'a' * n} {'b' * 9} {'c' * 9} dd\n\n" for n in range(1, 40)) + "".join(f"{'e' * n} - f\n\n" for n in range(19, 40)) + "> mail\nanswer\n"


def cases(seed):
    rng = random.Random(seed)
    yield "basics/mail", "30\n> On Monday we meet at nine in the small room.\n> > Who comes?\n> > Please tell me.\nI come, and so does everybody else of us.\n\n- bring the new plans with you, please\n- and something to eat\n", True
    yield "basics/fixed-and-blank", "24\n\n\nSee what it says when I start it:\n\n    error   7\n   in line 5\n> \n>\n> Ah. 10. of\n> May.\n", True
    yield "basics/one-paragraph", "20\nthe quick answer is that we\ndo not know yet what it\nmeans\n", False
    yield "basics/items", "32\n1. the first of all these things that we need\n2. another one\n  which goes on there too\n* a third one with other bullet, and long\n", False
    yield "basics/quotes", "28\n> a question that goes on for more than one line\n> and is not over\nthe answer to it\n>> an older one, from before all of this\n", False
    yield "edges/nothing", "72\n", False
    yield "edges/blank-lines", "40\n\n  \n>\n> \n>>\n\n>  \n > \na\n\n\n>\n>\nb\n", False
    yield "edges/marks", "40\n>>a\n> > a\n >> a\n > > a\n>  > b\n  > c\n>   d\n>    e\n > f\n>\n  >\n", False
    yield "edges/kinds", "40\n   fixed\n  text\n   fixed\n - item\n  * item\n   - fixed\n-no item\n- \n-\n1234. no\n123. yes\n12 no\n.\n1.x\n*  spaces   in    it\n", False
    yield "edges/fixed", "20\n   one    line   that is longer than the width of the mail  \n>     quoted   \n>   two\n>    three\ntext\n   fixed\ntext\n", False
    yield "edges/text-below", "30\n- item\ntext of it\n   fixed\ntext alone\n\ntext alone\n> text\n> - item\n> text of it\n- other\n", False
    yield "edges/bound", "20\nwe count one to ten 1. and - then\nabcdefghijklm nopqr > stuv\nabcdefghijklm nopqr >stuv\nabcdefghijklm nopqr 12.\nabcdefghijklm nopqr *\n\nabcdefghijklm nopqr - - - stu\n\n- * x\n- - x y\n\nabcdefghijklmno pqrs 1234. x\n\nabcdefghijklmno pqrs -x\n", False
    yield "edges/bound-at-line-begin", "40\nsome text\n> quoted\n\nsome text\n  > not quoted\n12.\n-\n*\n-  x\n", False
    last = ["aaaa bbbb cccc ddd ee", "aaaa bbbb cccccccc ee", "aaaaaaaaa bbbbbbbbb ee", "aa bb cccccccccccccc eeeee", "aaa bbb cccccccccccc dddddddd", "aa bb ccccccccccccc dddddddd", "a b cccccccccccccccc d", "aaaa bbbb cc ddd eeeee ffff ggg hhhh", "- aaa bbb ccc dddd eee", "x"]
    yield "edges/last-lines", "20\n" + "\n\n".join(last) + "\n", False
    yield "edges/last-line-bound", "20\naaaa bbbb ccc dd - ee\n\naaaa bbbb ccccc 1. ffff\n\naa bb cc dddddddd - e\n\naaa - bbb ccc dddddd e\n", False
    yield "edges/least-room", "20\n" + "".join(f"{'>' * depth} aaa bbb cccc dddd eeee ff ggg\n" for depth in (1, 2, 3, 9, 18, 30)) + "> - aaa bbb cccc dddd eeee ff ggg\n> 123. aaa bbb cccc dddd eeee ff ggg\n", False
    exact = [" ".join(["w" * (LEAST_ROOM - 6 + extra), "vvvv", "uuu", "tt", "ss"]) for extra in range(4)]
    yield "edges/least-room-exact", "20\n" + "".join(f">>>> {each}\n\n" for each in exact), False
    yield "edges/long-words", "20\nabcdefghijklmnopqrstuvwxyz\na abcdefghijklmnopqrstuvwxyz b\n- abcdefghijklmnopqrstuvwxyz c d\nabcdefghijklmnopqrst\nabcdefghijklmnopqrs u\n> a b c abcdefghijklmnopqrstuvwxyz\n", False
    yield "edges/width-exact", "24\n" + "".join(f"{'x' * 10} {'y' * n} zz zz zz\n\n" for n in (12, 13, 14)) + "> " + "x" * 10 + " " + "y" * 11 + "\n\n> " + "x" * 10 + " " + "y" * 12 + "\n", False
    yield "large/mixed", paper(rng, 300, 0.05, 30) + always(), False
    yield "large/narrow", paper(rng, 250, 0.15, 20) + always(), False
    yield "large/wide-text", "40\n" + "".join(text(rng, 12, 0.02) + "\n" + rng.choice(["", "", "", "\n", "> "]) for _ in range(200)) + always(), False


def small(rng):
    return paper(rng, rng.randrange(9), rng.choice([0.05, 0.3]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
