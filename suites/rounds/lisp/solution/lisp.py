"""An interpreter for a small Lisp: text is read into Python values, and these are evaluated."""

import re
import sys

sys.setrecursionlimit(20_000)  # a call of the program takes a few of Python's own

TOKEN = re.compile(r"""\s+|;[^\n]*|(?P<token>[()']|"(?:\\.|[^"\\])*"|[^\s()'";]+)""", re.DOTALL)
INTEGER = re.compile(r"-?[0-9]+")
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


class LispError(Exception):
    """What is wrong with a program."""


class Symbol:
    """A name."""

    def __init__(self, name):
        self.name = name


class Function:
    """What lambda gives: it remembers the names that were in sight where it was made."""

    def __init__(self, parameters, body, scope):
        self.parameters = parameters
        self.body = body
        self.scope = scope

    def call(self, values):
        if len(values) != len(self.parameters):
            raise LispError("another number of arguments is needed")
        return run_body(self.body, Scope(zip(self.parameters, values), self.scope))


class Scope:
    """Values by name, and the scope around them."""

    def __init__(self, values, outer):
        self.values = dict(values)
        self.outer = outer

    def find(self, name):
        scope = self
        while scope is not None:
            if name in scope.values:
                return scope.values[name]
            scope = scope.outer
        raise LispError(f"{name} is not defined")


# --- text to values ---------------------------------------------------------------------------------------------------


def read(source):
    """The forms of a program."""
    tokens = list(split(source))[::-1]
    forms = []
    while tokens:
        forms.append(read_form(tokens))
    return forms


def split(source):
    at = 0
    while at < len(source):
        match = TOKEN.match(source, at)
        if match is None:
            raise LispError("a string has no end")
        if match["token"]:
            yield match["token"]
        at = match.end()


def read_form(tokens):
    """The form that the last of `tokens` begins, which are taken off."""
    if not tokens:
        raise LispError("the program ends within a form")
    token = tokens.pop()
    if token == "(":
        return read_list(tokens)
    if token == ")":
        raise LispError("a ) too many")
    if token == "'":
        return [Symbol("quote"), read_form(tokens)]
    return read_atom(token)


def read_list(tokens):
    items = []
    while tokens and tokens[-1] != ")":
        items.append(read_form(tokens))
    if not tokens:
        raise LispError("a ) is missing")
    tokens.pop()
    return items


def read_atom(token):
    if token.startswith('"'):
        return re.sub(r"\\(.)", lambda match: ESCAPES[match[1]], token[1:-1])
    if INTEGER.fullmatch(token):
        return int(token)
    constants = {"true": True, "false": False, "nil": []}
    return constants[token] if token in constants else Symbol(token)


def show(value):
    """A value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        marks = {text: f"\\{mark}" for mark, text in ESCAPES.items()}
        return '"' + "".join(marks.get(char, char) for char in value) + '"'
    if isinstance(value, list):
        return "(" + " ".join([show(item) for item in value]) + ")"
    if isinstance(value, Symbol):
        return value.name
    return str(value) if isinstance(value, int) else "<function>"


# --- evaluation -------------------------------------------------------------------------------------------------------


def evaluate(form, scope):
    if isinstance(form, Symbol):
        return scope.find(form.name)
    if not isinstance(form, list) or not form:
        return form
    head, *rest = form
    if isinstance(head, Symbol) and head.name in SPECIAL:
        return SPECIAL[head.name](rest, scope)
    function = evaluate(head, scope)
    values = [evaluate(item, scope) for item in rest]
    if isinstance(function, Function):
        return function.call(values)
    if not callable(function):
        raise LispError(f"{show(function)} is no function")
    return function(*values)


def run_body(forms, scope):
    value = []
    for form in forms:
        value = evaluate(form, scope)
    return value


def evaluate_quote(forms, scope):
    (form,) = forms
    return form


def evaluate_if(forms, scope):
    condition, then, *otherwise = forms
    value = evaluate(condition, scope)
    if value is not False and value != []:
        return evaluate(then, scope)
    return run_body(otherwise, scope)


def evaluate_def(forms, scope):
    name, form = forms
    scope.values[name.name] = evaluate(form, scope)
    return scope.values[name.name]


def evaluate_let(forms, scope):
    bindings, *body = forms
    return run_body(body, Scope([(name.name, evaluate(form, scope)) for name, form in bindings], scope))


def evaluate_lambda(forms, scope):
    parameters, *body = forms
    return Function([parameter.name for parameter in parameters], body, scope)


SPECIAL = {
    "quote": evaluate_quote,
    "if": evaluate_if,
    "def": evaluate_def,
    "let": evaluate_let,
    "lambda": evaluate_lambda,
}


# --- built-in functions -----------------------------------------------------------------------------------------------


def need(kind, *values):
    """Raise LispError unless all values are of a kind; a truth value is no integer."""
    if any(type(value) is not kind for value in values):
        raise LispError("a value of another kind is needed")


def add(*values):
    need(int, *values)
    return sum(values)


def subtract(first, *rest):
    need(int, first, *rest)
    return first - sum(rest) if rest else -first


def multiply(*values):
    need(int, *values)
    product = 1
    for value in values:
        product *= value
    return product


def divide(a, b):
    need(int, a, b)
    if b == 0:
        raise LispError("division by zero")
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def remainder(a, b):
    return a - b * divide(a, b)


def less(a, b):
    need(int, a, b)
    return a < b


def same(a, b):
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, Symbol) and isinstance(b, Symbol):
        return a.name == b.name
    return type(a) is type(b) and a == b


def car(items):
    need(list, items)
    if not items:
        raise LispError("car of an empty list")
    return items[0]


def cdr(items):
    need(list, items)
    if not items:
        raise LispError("cdr of an empty list")
    return items[1:]


def cons(item, items):
    need(list, items)
    return [item, *items]


BUILT_IN = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "mod": remainder,
    "<": less,
    ">": lambda a, b: less(b, a),
    "=": same,
    "car": car,
    "cdr": cdr,
    "cons": cons,
    "list": lambda *items: list(items),
}


def run(source):
    """The value of the last form of a program, as text. Raises LispError where anything is wrong with it."""
    try:
        return show(run_body(read(source), Scope(BUILT_IN, None)))
    except LispError:
        raise
    except (AttributeError, KeyError, RecursionError, TypeError, ValueError) as error:
        raise LispError(f"a form is not what it should be: {error}") from error
