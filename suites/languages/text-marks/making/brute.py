import sys

lines = sys.stdin.read().splitlines()
text = [set() for _ in range(int(lines[0].split()[1]))]  # the marks on each character
sticky = {}


def on(at):
    return text[at] if 0 <= at < len(text) else set()


def extend(at):
    """The marks that take in what is put in before index `at`."""
    left, right = on(at - 1), on(at)
    return {name for name in left if name in right or sticky[name]}


def part(first, last):
    return first >= 1 and last <= len(text) and first <= last


for line in lines[1:]:
    command, *words = line.split()
    if command == "where":
        at = [place for place, names in enumerate(text, 1) if words[0] in names]
        print(f"{at[0]} {at[-1]}" if at else "gone")
    elif command == "sum":
        print(len(text), len([names for names in text if names]))
    elif command == "mark":
        first, last = int(words[1]), int(words[2])
        if not part(first, last):
            print("wrong")
            continue
        for names in text:
            names.discard(words[0])
        for names in text[first - 1 : last]:
            names.add(words[0])
        sticky[words[0]] = words[3] == "sticky"
    else:
        numbers = [int(word) for word in words]
        if command == "under":
            if not part(numbers[0], numbers[0]):
                print("wrong")
                continue
            order = []
            for name in text[numbers[0] - 1]:
                at = [place for place, names in enumerate(text) if name in names]
                order.append((at[0], len(text) - len(at), name))
            print(" ".join(row[2] for row in sorted(order)) if order else "bare")
        elif command == "type":
            place, count = numbers
            if place < 1 or place > len(text) + 1:
                print("wrong")
                continue
            taken = extend(place - 1)
            text[place - 1 : place - 1] = [set(taken) for _ in range(count)]
        elif command == "erase":
            if not part(*numbers):
                print("wrong")
                continue
            del text[numbers[0] - 1 : numbers[1]]
        else:
            first, last, place = numbers
            if not part(first, last) or place < 1 or place > len(text) + 1 or place in range(first + 1, last + 1):
                print("wrong")
                continue
            moved = text[first - 1 : last]
            if place > last:
                left, right = text[last : place - 1], text[place - 1 :]
                head, tail = text[: first - 1] + left, right
            else:
                head, tail = text[: place - 1], text[place - 1 : first - 1] + text[last:]
            text = head + tail
            outside = set().union(*text)
            taken = extend(len(head))
            moved = [(names - outside) | taken for names in moved]
            text[len(head) : len(head)] = moved
