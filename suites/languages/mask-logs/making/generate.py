import json
import random
import sys

LEAST, MOST = 13, 19
PIECES = [
    "GET /a?token=abc&x=1", "password=\"a b\" ok", "PIN=0042;", "pin= ", "xtoken=9", "_pin=9", "Password=x,y", "token=\"open", "pins=1", "token==a",
    "ann@example.org", "a.b+c@mail.example.org.", "x@y", "@a.b", "a@b.c@d.e", "ann@@b.c", "-@-.-", "a@b..c", "A@1.2", "user=ann@x.yz",
    "2024-05-01 10:11:12", "id=77", "the end", "a", "-", "1", "x9", "error:", "(", ")", "7 7", "token=ann@x.yz", "pin=1234567890123456",
]


def number(rng):
    count = rng.choice([LEAST - 1, LEAST, LEAST + 1, 16, MOST, MOST + 1, 4, rng.randrange(1, 26)])
    text = ""
    for i in range(count):
        text += rng.choice("0123456789")
        if i < count - 1 and rng.random() < 0.2:
            text += rng.choice([" ", "-", "-", " ", "--", "  "])
    return rng.choice(["", "", "", "x", "-", "_"]) + text + rng.choice(["", "", "", "x", "-", "."])


def line(rng, pieces):
    parts = [rng.choice(PIECES) if rng.random() < 0.7 else number(rng) for _ in range(pieces)]
    return rng.choice([" ", " ", "", ", "]).join(parts)[:200]


def log(rng, lines, pieces):
    return "".join(line(rng, rng.randrange(pieces + 1)) + "\n" for _ in range(lines))


def digits(count):
    return ("1234567890" * 3)[:count]


def cases(seed):
    rng = random.Random(seed)
    text = lambda *lines: "".join(text + "\n" for text in lines)
    yield "basics/one-of-each", text("login ann@example.org password=secret ok", "card 4111 1111 1111 1111, TOKEN=\"a b\" end"), True
    yield "basics/nothing-private", text("started at 10:00", "", "pin and token", "12 34"), True
    yield "basics/secrets", text("password=a token=b pin=c", "x;password=a;y", "a=1&Token=xyz&b=2", "PIN=1,2"), False
    yield "basics/mails", text("from ann@example.org to b.c@mail.example.com", "<x_y+z@a-b.c>", "ann@example.org."), False
    yield "basics/numbers", text(digits(16), "id " + digits(LEAST) + " end", digits(MOST), "1234-5678-9012-3456"), False
    yield "edges/nothing", "", False
    yield "edges/empty-lines", text("", " ", ""), False
    yield "edges/count-of-digits", text(*(digits(n) for n in (LEAST - 1, LEAST, MOST, MOST + 1)), *("-".join(digits(n)) for n in (LEAST - 1, LEAST, MOST, MOST + 1))), False
    yield "edges/separators", text("1234 5678 9012 3", "1234  5678 9012 3456", "1234--567890123456", "1234- 567890123456", "1234.5678.9012.3456", "-1234567890123-", " 1234567890123 4 ", "1-2-3-4-5-6-7-8-9-0-1-2-3"), False
    yield "edges/letters-at-numbers", text(digits(LEAST) + " 4a", "a1234567890123", "1234567890123a", "1234567890123 a", "1234567890123 4a", "_1234567890123_", "1234567890123-a", "a 1234567890123", "a1 2345678901234", "12345a1234567890123"), False
    yield "edges/too-long-then-fits", text("12 34567890123456789012", "12345 678901234567890", "1 12345678901234567890", "12345678901234567890 1", "1234567890123456789 0"), False
    yield "edges/before-a-secret", text("xtoken=1", "9pin=1", "_pin=1", "-pin=1", ".token=1", "pinpin=1", "pin-token=1", "token=token=1", "=pin=1", "tokenpin=1"), False
    yield "edges/values", text("pin=", "pin= a", "pin=&a", "pin=,a;token=;password=x", "pin==", "pin=a\"b c\"", "pin=a=b&c", "pin=]", "pin =a", "pin:a"), False
    yield "edges/quotes", text("pin=\"\"", "pin=\"", "pin=\"a;b&c, d\"e", "pin=\"a b", "pin=\"a\"token=\"b\"", "pin='a b'", "\"pin=a b\"", "pin=\"a\"\"b\""), False
    yield "edges/behind-a-secret", text("pin=\"a\"pin=b", "pin=\"a\"1234567890123", "token=\"\"a@b.c", "pin=x,1234567890123", "pin=a;b@c.d"), False
    yield "edges/mails", text("a@b", "a@b.c", "a@b.", "a@.b", "a@b..c", "a@b.c.", "a@b.c.d..e", "@b.c", ".@b.c", "-+@-.-", "a@b_c.d", "a@b.c_d", "a@b.c@d.e", "a@@b.c", "a.b.@c.d"), False
    yield "edges/before-a-mail", text("/a@b.c", "=a@b.c", "%a@b.c", "a%b@c.d", "\"a@b.c\"", "a b@c.d", "abcdef@g.h", "user=ann@b.c,bob@c.d"), False
    yield "edges/mail-behind-mail", text("a@b.c@d.e", "a@b.c-d@e.f", "a@b.c,d@e.f", "a@b.c/d@e.f"), False
    yield "edges/number-or-mail", text("1234567890123@a.b", "1234567890123 1@a.b", "1 1234567890123@a.b", "12345 x@1234567890123.b", "a@1234567890123", "a@b.1234567890123 4567890123456", "a@1234567890123 1.b"), False
    yield "edges/secret-or-mail", text("pin=a@b.c", "pin=1234567890123", "pin@token.pin=3", "token=1@b.c x@y.z", "a@b.pin=1", "pin.token=1@b.c"), False
    yield "edges/case-of-letters", text("PASSWORD=a", "PassWord=b", "tOKEN=c", "Pin=d", "PASSWORDS=e", "PASS WORD=f"), False
    yield "large/mixed", log(rng, 300, 6), False
    yield "large/numbers", "".join(" ".join(number(rng) for _ in range(3))[:200] + "\n" for _ in range(250)), False
    yield "large/short-lines", log(rng, 400, 3), False


def small(rng):
    return log(rng, rng.randrange(5), 4)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
