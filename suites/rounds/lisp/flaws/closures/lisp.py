"""A small Lisp: each form becomes a Python function of the names in sight, and the program is these functions called."""

import sys
from dataclasses import dataclass
from functools import reduce
from operator import mul

sys.setrecursionlimit(30000)


class LispError(Exception):
    pass


@dataclass(frozen=True)
class Name:
    text: str


class Env(dict):
    def __init__(self, names, parent=None):
        super().__init__(names)
        self.parent = parent

    def __missing__(self, name):
        if self.parent is None:
            raise LispError(f"unknown name: {name}")
        return self.parent[name]


class Reader:
    ESCAPED = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}

    def __init__(self, text):
        self.text = text
        self.at = 0

    def skip(self):
        while self.at < len(self.text):
            if self.text[self.at].isspace():
                self.at += 1
            elif self.text[self.at] == ";":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                break
        return self.at < len(self.text)

    def all(self):
        forms = []
        while self.skip():
            forms.append(self.one())
        return forms

    def one(self):
        if not self.skip():
            raise LispError("the text ends too early")
        char = self.text[self.at]
        if char == "'":
            self.at += 1
            return [Name("quote"), self.one()]
        if char == "(":
            self.at += 1
            items = []
            while self.skip() and self.text[self.at] != ")":
                items.append(self.one())
            if self.at >= len(self.text):
                raise LispError("( without )")
            self.at += 1
            return items
        if char == ")":
            raise LispError(") without (")
        return self.string() if char == '"' else self.word()

    def string(self):
        out = []
        self.at += 1
        while self.at < len(self.text):
            char = self.text[self.at]
            self.at += 1
            if char == '"':
                return "".join(out)
            if char == "\\" and self.at < len(self.text):
                char = self.ESCAPED.get(self.text[self.at], self.text[self.at])
                self.at += 1
            out.append(char)
        raise LispError("no end of a string")

    def word(self):
        start = self.at
        while self.at < len(self.text) and not self.text[self.at].isspace() and self.text[self.at] not in "()'\";":
            self.at += 1
        word = self.text[start : self.at]
        digits = word[1:] if word.startswith("-") else word
        if digits.isascii() and digits.isdigit():
            return int(word)
        if word == "true" or word == "false":
            return word == "true"
        return [] if word == "nil" else Name(word)


def compiled(form):
    if isinstance(form, Name):
        return lambda env: env[form.text]
    if not isinstance(form, list) or form == []:
        return lambda env: form
    if isinstance(form[0], Name):
        special = FORMS.get(form[0].text)
        if special:
            try:
                return special(*form[1:])
            except (TypeError, ValueError, AttributeError) as error:
                raise LispError(f"{form[0].text}: {error}") from None
    function, *arguments = [compiled(item) for item in form]

    def call(env):
        target = function(env)
        values = [argument(env) for argument in arguments]
        if not callable(target):
            raise LispError("not a function")
        return target(*values)

    return call


def sequence(forms):
    steps = [compiled(form) for form in forms]

    def perform(env):
        value = []
        for step in steps:
            value = step(env)
        return value

    return perform


def quote(form):
    return lambda env: form


def choice(condition, then, otherwise=()):
    test, first = compiled(condition), compiled(then)
    second = compiled(list(otherwise) if otherwise == () else otherwise)
    return lambda env: second(env) if test(env) is False or test_empty(test(env)) else first(env)


def test_empty(value):
    return isinstance(value, list) and len(value) == 0


def define(name, form):
    value, key = compiled(form), name.text

    def perform(env):
        env[key] = value(env)
        return env[key]

    return perform


def let(pairs, *body):
    bound = [(name.text, compiled(form)) for name, form in pairs]
    inner = sequence(body)
    return lambda env: inner(Env({name: value(env) for name, value in bound}, env))


def function(parameters, *body):
    names = [parameter.text for parameter in parameters]
    inner = sequence(body)

    def make(env):
        def called(*values):
            if len(values) != len(names):
                raise LispError(f"{len(names)} arguments, not {len(values)}")
            return inner(Env(zip(names, values), env))

        return called

    return make


FORMS = {"quote": quote, "if": choice, "def": define, "let": let, "lambda": function}


def integers(operation):
    def checked(*values):
        if [value for value in values if isinstance(value, bool) or not isinstance(value, int)]:
            raise LispError("integers only")
        return operation(*values)

    return checked


def lists(operation):
    def checked(*values):
        if not isinstance(values[-1], list):
            raise LispError("lists only")
        return operation(*values)

    return checked


def quotient(a, b):
    whole, left = divmod(a, b)
    return whole + 1 if left and whole < 0 else whole


def equal(a, b):
    if type(a) is not type(b):
        return False
    return [*map(type, a)] == [*map(type, b)] and all(map(equal, a, b)) if isinstance(a, list) and len(a) == len(b) else a == b


CORE = {
    "+": integers(lambda *values: sum(values)),
    "-": integers(lambda first, *rest: first - sum(rest) if rest else -first),
    "*": integers(lambda *values: reduce(mul, values, 1)),
    "/": integers(quotient),
    "mod": integers(lambda a, b: a - b * quotient(a, b)),
    "<": integers(lambda a, b: a < b),
    ">": integers(lambda a, b: a > b),
    "=": equal,
    "list": lambda *items: list(items),
    "car": lists(lambda items: items[0]),
    "cdr": lists(lambda items: items[1:] if items else items[0]),
    "cons": lists(lambda item, items: [item] + items),
}


def printed(value):
    match value:
        case bool():
            return str(value).lower()
        case int():
            return str(value)
        case str():
            inner = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
            return f'"{inner}"'
        case list():
            return f"({' '.join(printed(item) for item in value)})"
        case Name(text):
            return text
    return "#function"


def run(source):
    try:
        return printed(sequence(Reader(source).all())(Env(CORE)))
    except LispError:
        raise
    except Exception as error:
        raise LispError(repr(error)) from None
