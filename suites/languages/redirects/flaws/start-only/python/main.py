import sys


def follow(forwardings, page):
    start, steps = page, 0
    while page in forwardings:
        if steps == 17:
            return "tired"
        page = forwardings[page]
        steps += 1
        if page == start:
            return "endless"
    return f"{page} {steps}"


def main():
    forwardings = {}
    for line in sys.stdin:
        command, page, *targets = line.split()
        if command == "point":
            [forwardings[page]] = targets
        elif command == "lift":
            forwardings.pop(page, None)
        else:
            print(follow(forwardings, page))


main()
