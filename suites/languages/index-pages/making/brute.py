import sys

keys = {}  # key: the number of its page
count = 1  # pages


def on(page):
    return sorted(key for key in keys if keys[key] == page)


def home_of(key):
    """The last page whose first key is not larger."""
    good = [page for page in range(count) if on(page) and on(page)[0] <= key]
    return good[-1] if good else 0


def make_room(behind):
    global count
    count += 1
    for key in keys:
        if keys[key] > behind:
            keys[key] += 1


for line in sys.stdin.read().splitlines():
    command, *numbers = line.split()
    numbers = [int(number) for number in numbers]
    if command == "stats":
        sizes = [len(on(page)) for page in range(count)]
        print(len(keys), count, len([size for size in sizes if size == 8]))
        continue
    key = numbers[0]
    page = home_of(key)
    if command == "page":
        print(" ".join(str(key) for key in on(page)) if on(page) else "blank")
    elif command == "look":
        read = {page} | {other for other in range(page + 1, count) if min(on(other)) <= numbers[1]}
        print(len([other for other in keys if key <= other <= numbers[1]]), len(read))
    elif command == "put":
        if key in keys:
            print("known")
            continue
        keys[key] = page
        here = on(page)
        if len(here) < 9:
            print("put")
        elif page == count - 1 and key == max(keys):
            keys[key] = count
            count += 1
            print("split")
        elif page and len(on(page - 1)) < 8:
            keys[here[0]] -= 1
            print("pushed")
        else:
            make_room(page)
            for other in here[5:]:
                keys[other] = page + 1
            print("split")
    else:
        if key not in keys:
            print("absent")
            continue
        del keys[key]
        if len(on(page)) > 2 or count == 1:
            print("cut")
            continue
        former = page - (page == count - 1)
        both = on(former) + on(former + 1)
        if len(both) < 7:
            for other in keys:
                if keys[other] > former:
                    keys[other] -= 1
            count -= 1
            print("joined")
        else:
            for at, other in enumerate(both):
                keys[other] = former + (2 * at >= len(both))
            print("shared")
