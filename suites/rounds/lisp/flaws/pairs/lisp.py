import sys

sys.setrecursionlimit(100000)


class LispError(Exception):
    """Any error of a program."""


class LispSyntaxError(LispError):
    """An error in its text."""


class LispNameError(LispError):
    """A name that nobody gave a value."""


class Symbol(str):
    __slots__ = ()


class Text:
    __slots__ = ("chars",)

    def __init__(self, chars):
        self.chars = chars


class Pair:
    __slots__ = ("head", "tail")

    def __init__(self, head, tail):
        self.head = head
        self.tail = tail


EMPTY = object()
QUOTE = Symbol("quote")


def chain(items):
    result = EMPTY
    for item in reversed(items):
        result = Pair(item, result)
    return result


def unchain(pairs):
    items = []
    while pairs is not EMPTY:
        if not isinstance(pairs, Pair):
            raise LispError("not a list")
        items.append(pairs.head)
        pairs = pairs.tail
    return items


def parse(text):
    stack = [[]]
    marks = [[]]
    at = 0

    def finish(value):
        while marks[-1] and marks[-1][-1] == len(stack[-1]):
            marks[-1].pop()
            value = chain([QUOTE, value])
        stack[-1].append(value)

    while at < len(text):
        char = text[at]
        at += 1
        if char in " \t\r\n\f\v":
            continue
        if char == ";":
            while at < len(text) and text[at] != "\n":
                at += 1
        elif char == "'":
            marks[-1].append(len(stack[-1]))
        elif char == "(":
            stack.append([])
            marks.append([])
        elif char == ")":
            if len(stack) == 1 or marks[-1]:
                raise LispSyntaxError("unexpected )")
            items = stack.pop()
            marks.pop()
            finish(chain(items))
        elif char == '"':
            chars = ""
            while True:
                if at >= len(text):
                    raise LispSyntaxError("string not closed")
                char = text[at]
                at += 1
                if char == '"':
                    break
                if char == "\\":
                    if at >= len(text):
                        raise LispSyntaxError("string not closed")
                    char = {"n": "\n", "t": "\t"}.get(text[at], text[at])
                    at += 1
                chars += char
            finish(Text(chars))
        else:
            start = at - 1
            while at < len(text) and text[at] not in " \t\r\n\f\v()'\";":
                at += 1
            word = text[start:at]
            try:
                finish(int(word) if word.lstrip("-").isdigit() else Symbol(word))
            except ValueError:
                finish(Symbol(word))
    if len(stack) > 1 or marks[0]:
        raise LispSyntaxError("unexpected end")
    return stack[0]


class Closure:
    def __init__(self, names, body, env):
        self.names, self.body, self.env = names, body, env


def lookup(name, env):
    while env is not None:
        if name in env[0]:
            return env[0][name]
        env = env[1]
    raise LispNameError(name)


def truthy(value):
    return not (value is False or value is EMPTY)


def evaluate(x, env):
    while True:
        if isinstance(x, Symbol):
            return lookup(x, env)
        if not isinstance(x, Pair):
            return x
        head = x.head
        args = unchain(x.tail)
        if isinstance(head, Symbol):
            if head == "quote" and len(args) == 1:
                return literal(args[0])
            if head == "if":
                if len(args) not in (2, 3):
                    raise LispSyntaxError("if")
                if truthy(evaluate(args[0], env)):
                    x = args[1]
                elif len(args) == 3:
                    x = args[2]
                else:
                    return EMPTY
                continue
            if head == "def":
                if len(args) != 2 or not isinstance(args[0], Symbol):
                    raise LispSyntaxError("def")
                value = evaluate(args[1], env)
                env[0][args[0]] = value
                return value
            if head == "lambda":
                if len(args) < 2:
                    raise LispSyntaxError("lambda")
                return Closure(unchain(args[0]), args[1:], env)
            if head == "let":
                if len(args) < 2:
                    raise LispSyntaxError("let")
                names = {}
                for binding in unchain(args[0]):
                    pair = unchain(binding)
                    if len(pair) != 2:
                        raise LispSyntaxError("let")
                    names[pair[0]] = evaluate(pair[1], env)
                env = (names, env)
                for form in args[1:-1]:
                    evaluate(form, env)
                x = args[-1]
                continue
        f = evaluate(head, env)
        values = [evaluate(arg, env) for arg in args]
        if isinstance(f, Closure):
            if len(values) != len(f.names):
                raise LispError("wrong number of arguments")
            env = (dict(zip(f.names, values)), f.env)
            for form in f.body[:-1]:
                evaluate(form, env)
            x = f.body[-1]
            continue
        if not callable(f):
            raise LispError("cannot be called")
        return f(values)


def literal(x):
    """Quoted constants are their values; other names stay names."""
    if isinstance(x, Symbol):
        return CONSTANTS.get(x, x)
    return Pair(literal(x.head), literal(x.tail)) if isinstance(x, Pair) else x


def ints(values, least, most=None):
    if len(values) < least or (most is not None and len(values) > most):
        raise LispError("wrong number of arguments")
    for value in values:
        if type(value) is not int:
            raise LispError("not an integer")
    return values


def plus(values):
    return sum(ints(values, 0))


def minus(values):
    first, *rest = ints(values, 1)
    return first - sum(rest) if rest else -first


def times(values):
    result = 1
    for value in ints(values, 0):
        result = result * value
    return result


def over(values):
    a, b = ints(values, 2, 2)
    if not b:
        raise LispError("division by zero")
    return -(-a // b) if (a < 0) is not (b < 0) else a // b


def mod(values):
    return values[0] - over(values) * values[1]


def equal(a, b):
    while isinstance(a, Pair) and isinstance(b, Pair):
        if not equal(a.head, b.head):
            return False
        a, b = a.tail, b.tail
    if isinstance(a, Text) and isinstance(b, Text):
        return a.chars == b.chars
    return a is b or (type(a) is type(b) and a == b)


def two(values):
    if len(values) != 2:
        raise LispError("wrong number of arguments")
    return values


def pair_of(values):
    if len(values) != 1 or not isinstance(values[0], Pair):
        raise LispError("not a list with items")
    return values[0]


def cons(values):
    head, tail = two(values)
    if tail is not EMPTY and not isinstance(tail, Pair):
        raise LispError("not a list")
    return Pair(head, tail)


CONSTANTS = {Symbol("true"): True, Symbol("false"): False, Symbol("nil"): EMPTY}
GLOBAL = {
    **CONSTANTS,
    Symbol("+"): plus,
    Symbol("-"): minus,
    Symbol("*"): times,
    Symbol("/"): over,
    Symbol("mod"): mod,
    Symbol("<"): lambda values: ints(values, 2, 2)[0] < values[1],
    Symbol(">"): lambda values: ints(values, 2, 2)[0] > values[1],
    Symbol("="): lambda values: equal(*two(values)),
    Symbol("car"): lambda values: pair_of(values).head,
    Symbol("cdr"): lambda values: pair_of(values).tail,
    Symbol("cons"): cons,
    Symbol("list"): chain,
}


def to_text(value):
    if value is True:
        return "true"
    if value is False:
        return "false"
    if value is EMPTY:
        return "()"
    if isinstance(value, Pair):
        return "(" + " ".join([to_text(item) for item in unchain(value)]) + ")"
    if isinstance(value, Text):
        out = value.chars
        for char, escape in (("\\", "\\\\"), ('"', '\\"'), ("\n", "\\n"), ("\t", "\\t")):
            out = out.replace(char, escape)
        return '"' + out + '"'
    if isinstance(value, (Closure, type(plus))):
        return "<procedure>"
    return str(value)


def run(source):
    env = (dict(GLOBAL), None)
    result = EMPTY
    try:
        for form in parse(source):
            result = evaluate(form, env)
        return to_text(result)
    except RecursionError:
        raise LispError("too deep")
