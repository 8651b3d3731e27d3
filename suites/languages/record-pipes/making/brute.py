import functools
import sys

table, questions = [], []
target = table
for line in sys.stdin.read().splitlines():
    if line == "---":
        target = questions
    else:
        target.append(line)
records = [[tuple(field.split("=")) for field in line.split()] for line in table]


def value(record, column):
    for name, text in record:
        if name == column:
            return text
    return None


def is_number(text):
    return text is not None and text[-1].isdigit()


def compare(one, other):
    """-1, 0 or 1; missing values are largest of all."""
    def rank(text):
        return 2 if text is None else 0 if is_number(text) else 1
    if rank(one) != rank(other):
        return -1 if rank(one) < rank(other) else 1
    if is_number(one):
        one, other = int(one), int(other)
    return 0 if one == other else -1 if one < other else 1


def insertion_sort(rows, column, down):
    result = []
    for row in rows:
        at = len(result)
        while at > 0:
            here, before = value(row, column), value(result[at - 1], column)
            order = compare(here, before)
            if down and here is not None and before is not None:
                order = -order
            if order >= 0:
                break
            at -= 1
        result.insert(at, row)
    return result


for number, asked in enumerate(questions, 1):
    rows = records
    for step in asked.split(" | "):
        kind, *words = step.split()
        if kind == "where":
            column, op, wanted = words
            kept = []
            for row in rows:
                here = value(row, column)
                if here is None or is_number(here) != is_number(wanted):
                    continue
                order = compare(here, wanted)
                if {"=": order == 0, "!=": order != 0, "<": order < 0, ">": order > 0}[op]:
                    kept.append(row)
            rows = kept
        elif kind == "sort":
            rows = insertion_sort(rows, words[0], len(words) > 1)
        elif kind == "group":
            seen = []
            for row in rows:
                here = value(row, words[0])
                if here is not None and here not in seen:
                    seen.append(here)
            made = []
            for here in seen:
                members = [row for row in rows if value(row, words[0]) == here]
                found = [int(value(row, words[1])) for row in members if is_number(value(row, words[1]))]
                new = [(words[0], here), ("count", str(len(members))), ("sum", str(sum(found)))]
                made.append(new + ([("peak", str(max(found)))] if found else []))
            rows = made
        elif kind == "top":
            rows = [row for row in rows if is_number(value(row, words[0]))]
            rows = [
                row for row in rows
                if sum(int(value(other, words[0])) > int(value(row, words[0])) for other in rows) < int(words[1])
            ]
        else:
            rows = [[(column, value(row, column)) for column in words if value(row, column) is not None] for row in rows]
            rows = [row for row in rows if row]
    print(number, len(rows))
    for row in rows[:7]:
        print(" ".join("=".join(field) for field in row))
    if len(rows) > 7:
        print("more", len(rows) - 7)
