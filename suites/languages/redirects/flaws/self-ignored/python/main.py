import sys


def follow(forwardings, page):
    met = {page}
    while forwardings.get(page, page) != page:
        if len(met) > 17:
            return "tired"
        page = forwardings[page]
        if page in met:
            return "endless"
        met.add(page)
    return f"{page} {len(met) - 1}"


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
