import json
import random
import sys

LARGEST = 750000000

UNCLEAR = ["", "1+", "*2", "(1", "1)", "1 2", "A1 B1", "a1", "A0", "A01", "A100", "AA1", "1A", "1<2<3", "1==2", "=1", "1=<2", "TOTAL()", "TOTAL(1,)", "TOTAL 1", "PICK(1,2)", "PICK(1,2,3,4)", "PICK(A1:B2,1,2)", "A1:B2", "TOTAL(A1:2)", "TOTAL(1:A2)", "TOTAL((A1:B2))", "TOTAL(A1:B2+1)", "SUM(1)", "total(1)", "1234567890", "+1", "1.5", "1,2", "TALLY", "--", "()", "1!", "TOTAL(A1:B2:C3)", "TOTAL(A1,,A2)", "TOTAL(-A1:A2)", "PICK", "()1", "1%", "TOTAL(A1:TALLY)", "< 1", "1 <", "(1,2)", "PICK((1,2,3)", "2(3)"]


def cell(rng, columns, rows):
    return f"{rng.choice(columns)}{rng.randrange(1, rows + 1)}"


def value(rng, columns, rows, depth, weird=0.1):
    luck = rng.random()
    space = rng.choice(["", "", " "])
    if depth == 0 or luck < 0.25:
        return rng.choice([str(rng.randrange(12)), "0", cell(rng, columns, rows), cell(rng, columns, rows), str(rng.randrange(10 ** 9)) if rng.random() < weird else "7"])
    inner = lambda: value(rng, columns, rows, depth - 1, weird)
    if luck < 0.6:
        return f"{inner()}{space}{rng.choice('+-*/')}{space}{inner()}"
    if luck < 0.65:
        return f"-{inner()}"
    if luck < 0.72:
        return f"({inner()}{rng.choice(['', '=', '<>', '<', '<=', '>', '>='])}{inner()})" if rng.random() < 0.8 else f"({inner()})"
    if luck < 0.8:
        return f"PICK({inner()},{space}{inner()},{inner()})"
    arguments = []
    for _ in range(rng.choice([1, 1, 2, 3])):
        arguments.append(inner() if rng.random() < 0.4 else f"{cell(rng, columns, rows)}:{cell(rng, columns, rows)}")
    return f"{rng.choice(['TOTAL', 'LEAST', 'GREATEST', 'TALLY'])}({','.join(arguments)})"


def content(rng, columns, rows, depth):
    luck = rng.random()
    if luck < 0.35:
        return str(rng.choice([0, 1, -1, 7, 100, -7, rng.randrange(-50, 50), rng.randrange(-(10 ** 9) + 1, 10 ** 9)]))
    if luck < 0.45:
        return rng.choice(["red", "12a", "--1", "1234567890", "-", "a b", "A1", "1+1", "+5", "1.5"])
    if luck < 0.5:
        return "=" + rng.choice(UNCLEAR).strip()
    return ("=" + value(rng, columns, rows, depth))[:100].rstrip()


def paper(rng, lines, columns, rows, depth):
    return "".join(f"{cell(rng, columns, rows)} {content(rng, columns, rows, depth)}\n" for _ in range(lines))


def forward(rng, columns, rows):
    """A sheet whose formulas only use rows above, so that there are few errors."""
    out = []
    for row in range(1, rows + 1):
        for at, column in enumerate(columns):
            if row <= 2 or rng.random() < 0.3:
                text = str(rng.randrange(-200, 200))
            else:
                above = lambda: f"{rng.choice(columns)}{rng.randrange(max(1, row - 6), row)}"
                text = "=" + rng.choice([
                    f"{above()}+{above()}-{above()}", f"{above()} / {rng.randrange(2, 9)}", f"TOTAL({above()}:{above()})/3", f"PICK({above()}>{above()},{above()},-{above()})", f"GREATEST({above()},{above()})-LEAST({above()}:{above()})", f"TALLY({above()}:{above()})*({above()}<={above()})",
                ])
            out.append(f"{column}{row} {text}")
    rng.shuffle(out)
    return "\n".join(out) + "\n"


def always():
    """Cells in columns of their own that show every flaw."""
    return "X2 =-7/2\nX10 some text\nZ3 =TOTAL(X2:X10)\nY1 =PICK(0,Y2,5)\nY2 =PICK(1,3,Y1)\n"


def cases(seed):
    rng = random.Random(seed)
    yield "basics/prices", "A1 price\nA2 250\nA3 120\nB2 3\nB3 =B2 + 1\nC2 =A2*B2\nC3 =A3*B3\nC4 =TOTAL(C2:C3)\nC5 =PICK(C4 > 1000, C4/10, 0)\n", True
    yield "basics/errors", "A1 =B1/C1\nB1 7\nA2 =A1+1\nD1 =D2\nD2 =D1\nE1 =B1 +\n", True
    yield "basics/precedence", "A1 =1+2*3\nA2 =(1+2)*3\nA3 =20-5-3\nA4 =100/5/2\nA5 =2*3-4*5\nA6 =8/3*3\nA7 =1+2=3\nA8 =2*(3+4*(5-2))\n", False
    yield "basics/functions", "A1 5\nA2 -3\nB1 9\nC1 =TOTAL(A1:B2)\nC2 =LEAST(A1:B2)\nC3 =GREATEST(A1:B2)\nC4 =TALLY(A1:B2,4,5)\nC5 =LEAST(A1,2+2,B1)\n", False
    yield "basics/comparing", "".join(f"{column}{row} ={a}{sign}{b}\n" for column, (a, b) in zip("ABC", [(1, 2), (2, 2), (3, 2)]) for row, sign in enumerate(["=", "<>", "<", "<=", ">", ">="], 1)), False
    yield "basics/given-again", "A1 5\nB1 =A1*2\nA1 8\n", False
    yield "edges/nothing", "", False
    yield "edges/order", "B1 1\nA10 2\nA2 3\nZ9 4\nA99 5\nZ10 6\nA1 7\n", False
    yield "edges/contents", "A1 007\nA2 -0\nA3 999999999\nA4 1234567890\nA5 -\nA6 --5\nA7 5-\nA8 a = 1\nA9 -000000001\nA10 1 2\nA11 =A1+A9\nA12 # x\nA13 =-A3\nA14 +5\nA15 -1234567890\n", False
    yield "edges/unclear", "".join(f"{chr(65 + at // 20)}{at % 20 + 1} ={text}\n" for at, text in enumerate(UNCLEAR)), False
    yield "edges/clear", "A1 =  1 + 2  *(3)\nA2 =--5\nA3 =-(-5)\nA4 =2*-3\nA5 =2--3\nA6 =((((7))))\nA7 =TOTAL ( A1 : A2 , A3 )\nA8 =1<2\nA9 =-2-2\nA10 =000000012\nA11 =-2*-2\nA12 =1<-1\nA13 =(1<2)<3\nA14 =(1=1)+(2=2)\n", False
    yield "edges/quotients", "A1 =7/2\nA2 =-7/2\nA3 =7/-2\nA4 =-7/-2\nA5 =-1/2\nA6 =0/5\nA7 =0/-5\nA8 =1/0\nA9 =0/0\nA10 =(0-7)/2\nA11 =1/(1-1)\nA12 =-8/2\n", False
    half = LARGEST // 2
    yield "edges/huge", f"A1 ={LARGEST}+1\nA2 ={LARGEST}+0\nA3 =-{LARGEST}-1\nA4 =-{LARGEST}-0\nA5 ={LARGEST}*1\nA6 =30000*30000\nA7 =-30000*30000\nA8 =TOTAL({half},{half},5)\nA9 =TOTAL({half},{half},5,-5)\nA10 =999999999\nA11 =--999999999\nA12 =LEAST(999999999)\nA13 =999999999/1\nA14 =999999999*999999999\nA15 =999999999-999999999\nA16 =TOTAL(A17:A18)\nA17 -999999999\nA18 999999999\nA19 =A18+1-1\nA20 =GREATEST(A17)\nA21 =TOTAL(-{LARGEST},-1)\nA22 =PICK(1,999999999,0)\nA23 =A18*0\nA24 =999999999/3*3\n", False
    yield "edges/cycles", "A1 =A1\nA2 =A3+1\nA3 =A4\nA4 =A2\nB1 =A2\nB2 =PICK(0,A2,5)\nB3 =PICK(1,A2,5)\nC1 =PICK(1,7,C2)\nC2 =PICK(1,8,C1)\nD1 =TOTAL(D1:D3)\nD2 4\nD3 =D2\nE1 =TOTAL(F1:F3)\nF2 =E1\nF1 2\nG1 =G2+\nG2 =G1\nH1 =TALLY(H2)\nH2 =H3\nH3 =H2*0\nI1 =1/0+I2\nI2 =I1\nJ1 =TOTAL(K1:K2)\nK1 =1/0\nK2 =K3\nK3 =K2\n", False
    yield "edges/first-error", "A1 word\nA2 =1/0\nA3 =1+\nA4 =A4\nB1 =A1+A2\nB2 =A2+A1\nB3 =A3*A2\nB4 =A4-A3\nB5 =1/0+A1\nB6 =(A1=A2)\nB7 =TOTAL(A1,A2)\nB8 =TOTAL(A2,A1)\nB9 =TOTAL(A1:A4)\nB10 =TOTAL(A4:A3)\nB11 =PICK(A1,A2,A3)\nB12 =PICK(0,A2,A3)\nB13 =PICK(2,A2,A3)\nB14 =-A1\nB15 =A1/0\nB16 =A3+1/0\nB17 =B1\nB18 =B2\nB19 =LEAST(A4,A1)\nB20 =1/0*A3\n", False
    yield "edges/range-order", "A1 =1/0\nB1 =1+\nA2 =Z1+1\nZ1 w\nC1 =TOTAL(A1:B2)\nC2 =TOTAL(B1:A2)\nC3 =TALLY(B2:A1)\nD1 5\nD2 =1/0\nE1 =)\nF1 =LEAST(D1:E2)\nF2 =LEAST(E2:D2,E1)\nF3 =TOTAL(A2:A2)\n", False
    yield "edges/text-and-empty", "A1 word\nA3 4\nB1 =A1\nB2 =A2\nB3 =A2+A3\nB4 =TOTAL(A1:A9)\nB5 =TALLY(A1:A9)\nB6 =LEAST(A1:A2)\nB7 =GREATEST(C1:D9)\nB8 =TALLY(A2)\nB9 =TALLY(A2,A2:A2)\nB10 =LEAST(A2,A3)\nB11 =TALLY(A1)\nB12 =PICK(A2,1,2)\nB13 =TOTAL(C1:C2)\nB14 =GREATEST(-5,-7)\nB15 =LEAST(5,7)\nB16 =TOTAL(Z99)\n", False
    yield "edges/corners", "B2 1\nC3 2\nB3 4\nC2 8\nA1 16\nD4 32\nE1 =TOTAL(B2:C3)\nE2 =TOTAL(C3:B2)\nE3 =TOTAL(B3:C2)\nE4 =TOTAL(C2:B3)\nE5 =TOTAL(A1:A1)\nE6 =TOTAL(A1:D4)\nE7 =TOTAL(B1:C9)\nE8 =TOTAL(B2:C10)\n", False
    yield "edges/chain", "A99 1\n" + "".join(f"A{row} =A{row + 1}+1\n" for row in range(1, 99)), False
    yield "edges/long-chain", "".join(f"{column}{row} ={column}{row + 1}+1\n" for column in "ABC" for row in range(1, 99)) + "A99 =B1\nB99 =C1\nC99 5\n", False
    yield "large/forward", forward(rng, "ABCDEF", 40) + always(), False
    yield "large/mixed", paper(rng, 290, "ABCDEFGH", 60, 2) + always(), False
    yield "large/dense", paper(rng, 290, "ABCDEF", 45, 3) + always(), False


def small(rng):
    return paper(rng, rng.randrange(14), rng.choice(["AB", "ABC"]), rng.choice([2, 3, 12]), rng.choice([1, 2, 3]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
