import re
import sys

DEEPEST = 13
PART = re.compile(r" *(?:(?P<sign>[!<>]=|[(),=<>~])|'(?P<quoted>(?:[^']|'')*)'(?!')|(?P<word>[\w.-]+)|(?P<bad>.))")
KEY_WORDS = {"and", "or", "not", "in"}
COMPARISONS = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


class Wrong(Exception):
    """Holds the position of the part that is wrong."""


def both(a, b):
    return False if a is False or b is False else None if a is None or b is None else True


def either(a, b):
    return negated(both(negated(a), negated(b)))


def negated(a):
    return None if a is None else not a


def number(text):
    return int(text) if re.fullmatch("-?[0-9]{1,15}", text) else None


def compare(sign, mine, theirs):
    if sign == "~":
        return theirs in mine
    a, b = number(mine), number(theirs)
    if a is not None and b is not None:
        return COMPARISONS[sign](a, b)
    return COMPARISONS[sign](mine, theirs) if sign in ("=", "!=") else None


class Parser:
    """Makes functions from records to True, False or None of a condition."""

    def __init__(self, text):
        self.parts = []
        for match in PART.finditer(text.rstrip(" ")):
            group = match.lastgroup
            kind = "key" if match["word"] in KEY_WORDS else group
            position = match.start(group) + (group != "quoted")
            self.parts.append((kind, match[group].replace("''", "'"), position))
        self.parts.append(("end", "", len(text) + 1))
        self.at = 0
        self.depth = 0

    def wrong(self):
        return Wrong(self.parts[self.at][2])

    def accept(self, kind, *values):
        """The next part, where it is of this kind and one of these, else None."""
        got, value, _ = self.parts[self.at]
        if got != kind or (values and value not in values):
            return None
        self.at += 1
        return value

    def expect(self, kind, *values):
        value = self.accept(kind, *values)
        if value is None:
            raise self.wrong()
        return value

    def condition(self):
        result = self.conjunction()
        while self.accept("key", "or"):
            result = (lambda a, b: lambda fields: either(a(fields), b(fields)))(result, self.conjunction())
        return result

    def conjunction(self):
        result = self.factor()
        while self.accept("key", "and"):
            result = (lambda a, b: lambda fields: both(a(fields), b(fields)))(result, self.factor())
        return result

    def factor(self):
        if self.accept("key", "not"):
            inner = self.factor()
            return lambda fields: negated(inner(fields))
        if self.depth < DEEPEST and self.accept("sign", "("):
            self.depth += 1
            inner = self.condition()
            self.expect("sign", ")")
            self.depth -= 1
            return inner
        return self.test()

    def test(self):
        kind, name, _ = self.parts[self.at]
        if kind != "word" or not re.fullmatch("[a-z]{1,10}", name):
            raise self.wrong()
        self.at += 1
        if sign := self.accept("sign", "~", *COMPARISONS):
            value = self.value()
            return lambda fields: compare(sign, fields[name], value) if name in fields else None
        if not self.accept("key", "in"):
            return lambda fields: name in fields
        self.expect("sign", "(")
        values = [self.value()]
        while self.accept("sign", ","):
            values.append(self.value())
        self.expect("sign", ")")
        return lambda fields: any(compare("=", fields[name], value) for value in values) if name in fields else None

    def value(self):
        quoted = self.accept("quoted")
        return self.expect("word") if quoted is None else quoted

    def whole(self):
        result = self.condition()
        self.expect("end")
        return result


records = []
for line in sys.stdin:
    word, text = line.rstrip("\n").split(" ", 1)
    if word == "record":
        name, *fields = text.split(" ")
        records.append((name, dict(field.split("=") for field in fields)))
        continue
    try:
        condition = Parser(text).whole()
        print(" ".join(name for name, fields in records if condition(fields) is True) or "nothing")
    except Wrong as error:
        print("error", error)
