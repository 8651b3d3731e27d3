import operator
import re
import sys

sys.setrecursionlimit(20000)

LARGEST = 750000000
PART = re.compile(r" *(<>|<=|>=|[-+*/=<>(),:]|[A-Za-z0-9]+)")
CELL = re.compile(r"[A-Z][1-9][0-9]?")
NUMBER = re.compile(r"[0-9]{1,9}")


class Unclear(Exception):
    """What is raised while a formula is read."""


class Fault(Exception):
    """What is raised while a formula is worked out; carries the error."""


def checked(number):
    if abs(number) > LARGEST:
        raise Fault("huge")
    return number


def divide(a, b):
    if b == 0:
        raise Fault("divided")
    size = abs(a) // abs(b)
    return size if (a < 0) == (b < 0) else -size


OPERATIONS = {
    "+": lambda a, b: checked(a + b),
    "-": lambda a, b: checked(a - b),
    "*": lambda a, b: checked(a * b),
    "/": divide,
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
FUNCTIONS = {
    "TOTAL": lambda numbers: checked(sum(numbers)),
    "LEAST": lambda numbers: min(numbers, default=0),
    "GREATEST": lambda numbers: max(numbers, default=0),
    "TALLY": len,
}


def applied(operation, left, right):
    return lambda: int(operation(left(), right()))


class Formula:
    """A formula as a function without arguments, `work_out`, and the cells that it uses."""

    def __init__(self, text, sheet):
        self.parts, at = [], 0
        while at < len(text):
            found = PART.match(text, at)
            if not found:
                raise Unclear
            self.parts.append(found[1])
            at = found.end()
        self.parts.append("")
        self.sheet, self.uses = sheet, set()
        self.work_out = self.value()
        self.expect("")

    def take(self):
        return self.parts.pop(0)

    def expect(self, part):
        if self.parts[0] != part:
            raise Unclear
        self.take()

    def value(self):
        left = self.sum()
        if self.parts[0] in ("=", "<>", "<", "<=", ">", ">="):
            left = applied(OPERATIONS[self.take()], left, self.sum())
        return left

    def sum(self):
        left = self.product()
        while self.parts[0] in ("+", "-"):
            left = applied(OPERATIONS[self.take()], left, self.product())
        return left

    def product(self):
        left = self.factor()
        while self.parts[0] in ("*", "/"):
            left = applied(OPERATIONS[self.take()], left, self.factor())
        return left

    def factor(self):
        part = self.parts[0]
        if part == "PICK":
            self.take()
            condition, *choices = self.listed(self.value)
            if len(choices) != 2:
                raise Unclear
            return lambda: choices[0]() if condition() else choices[1]()
        if part in FUNCTIONS:
            self.take()
            arguments = self.listed(self.argument)
            return lambda: FUNCTIONS[part]([number for argument in arguments for number in argument()])
        if CELL.fullmatch(part):
            self.uses.add(self.take())
            return lambda: self.sheet.number(part)
        if NUMBER.fullmatch(part):
            self.take()
            return lambda: int(part)
        if part == "-":
            self.take()
            negated = self.factor()
            return lambda: -negated()
        self.expect("(")
        inner = self.value()
        self.expect(")")
        return inner

    def listed(self, element):
        self.expect("(")
        elements = [element()]
        while self.parts[0] == ",":
            self.take()
            elements.append(element())
        self.expect(")")
        return elements

    def argument(self):
        if self.parts[1:2] != [":"]:
            value = self.value()
            return lambda: [value()]
        first, _, last = self.take(), self.take(), self.take()
        if not CELL.fullmatch(first) or not CELL.fullmatch(last):
            raise Unclear
        cells = self.sheet.rectangle(first, last)
        self.uses.update(cells)
        return lambda: [value for value in map(self.sheet.value, cells) if not isinstance(value, str)]


class Sheet:
    def __init__(self, contents):
        self.contents, self.values, formulas = contents, {}, {}
        for cell, content in contents.items():
            if re.fullmatch("-?[0-9]{1,9}", content):
                self.values[cell] = int(content)
            elif not content.startswith("="):
                self.values[cell] = content
            else:
                try:
                    formulas[cell] = Formula(content[1:], self)
                except Unclear:
                    self.values[cell] = Fault("unclear")
        self.formulas = formulas
        for cell in formulas:
            if self.is_cyclic(cell):
                self.values[cell] = Fault("cyclic")

    def rectangle(self, first, last):
        columns, rows = sorted([first[0], last[0]]), sorted([int(first[1:]), int(last[1:])])
        found = []
        for cell in self.contents:
            if columns[0] <= cell[0] <= columns[1] and rows[0] <= int(cell[1:]) <= rows[1]:
                found.append(cell)
        return sorted(found, key=lambda cell: (int(cell[1:]), cell[0]))

    def is_cyclic(self, cell):
        seen, ahead = set(), [cell]
        while ahead:
            formula = self.formulas.get(ahead.pop())
            for used in formula.uses - seen if formula else ():
                seen.add(used)
                ahead.append(used)
        return cell in seen

    def value(self, cell):
        if cell not in self.values:
            try:
                self.values[cell] = self.formulas[cell].work_out()
            except Fault as fault:
                self.values[cell] = fault
        if isinstance(self.values[cell], Fault):
            raise self.values[cell]
        return self.values[cell]

    def number(self, cell):
        value = self.value(cell) if cell in self.contents else 0
        if isinstance(value, str):
            raise Fault("wordy")
        return value


sheet = Sheet(dict(line.split(" ", 1) for line in sys.stdin.read().splitlines()))
errors = 0
for cell in sorted(sheet.contents, key=lambda cell: (cell[0], int(cell[1:]))):
    try:
        print(cell, sheet.value(cell))
    except Fault as fault:
        print(cell, f"#{fault}")
        errors += 1
print("cells", len(sheet.contents), "errors", errors)
