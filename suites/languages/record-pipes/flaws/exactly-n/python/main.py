import operator
import sys

COMPARE = {"=": operator.eq, "!=": operator.ne, "<": operator.lt, ">": operator.gt}


def parse(text):
    return text if text.isalpha() else int(text)


def is_number(value):
    return isinstance(value, int)


def where(records, column, op, text):
    wanted = parse(text)
    return [row for row in records if type(row.get(column)) is type(wanted) and COMPARE[op](row[column], wanted)]


def sort(records, column, *down):
    present = [row for row in records if column in row]
    missing = [row for row in records if column not in row]
    return sorted(present, key=lambda row: (not is_number(row[column]), row[column]), reverse=bool(down)) + missing


def group(records, column, summed):
    groups = {}
    for row in records:
        if column in row:
            groups.setdefault(row[column], []).append(row.get(summed))
    made = []
    for value, members in groups.items():
        numbers = [member for member in members if is_number(member)]
        peak = {"peak": max(numbers)} if numbers else {}
        made.append({column: value, "count": len(members), "sum": sum(numbers), **peak})
    return made


def top(records, column, number):
    counting = [row for row in records if is_number(row.get(column))]
    largest = sorted((row[column] for row in counting), reverse=True)[: int(number)]
    return [row for row in counting if row[column] >= largest[-1]][: int(number)]


def only(records, *columns):
    cut = ({column: row[column] for column in columns if column in row} for row in records)
    return [row for row in cut if row]


STEPS = {"where": where, "sort": sort, "group": group, "top": top, "only": only}


def main():
    table, _, questions = sys.stdin.read().partition("---\n")
    records = [{column: parse(text) for column, text in (field.split("=") for field in line.split())} for line in table.splitlines()]
    for number, question in enumerate(questions.splitlines(), 1):
        rows = records
        for step in question.split(" | "):
            name, *words = step.split()
            rows = STEPS[name](rows, *words)
        print(number, len(rows))
        for row in rows[:7]:
            print(*(f"{column}={value}" for column, value in row.items()))
        if len(rows) > 7:
            print("more", len(rows) - 7)


main()
