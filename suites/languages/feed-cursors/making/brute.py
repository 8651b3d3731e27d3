import sys
from functools import cmp_to_key


def before(one, other):
    if one[1] != other[1]:
        return -1 if one[1] > other[1] else 1
    return (one[0] > other[0]) - (one[0] < other[0])


posts = []  # lists of name and score, kept in their order
pages = []  # of each page: its names, its last post then, K, the page before it
cursors = []  # page numbers
for line in sys.stdin.read().splitlines():
    command, *words = line.split()
    posts.sort(key=cmp_to_key(before))
    there = [post for post in posts if post[0] == words[0]]
    if command == "post":
        if not there:
            posts.append([words[0], int(words[1])])
        print("known" if there else "ok")
        continue
    if command in ("vote", "remove", "place"):
        if not there:
            print("absent")
        elif command == "vote":
            there[0][1] += int(words[1])
            print("ok")
        elif command == "remove":
            posts.remove(there[0])
            print("ok")
        else:
            print(posts.index(there[0]) + 1)
        continue
    due, back = list(posts), None
    size = int(words[0])
    if command == "next":
        number = int(words[0])
        if number == 0 or number > len(cursors):
            print("invalid")
            continue
        if number not in range(1, len(cursors) + 1)[-6:]:
            print("expired")
            continue
        back = cursors[number - 1]
        size = pages[back][2]
        due = [post for post in due if before(pages[back][1], post) < 0]
        at = back
        while at is not None:
            due = [post for post in due if post[0] not in pages[at][0]]
            at = pages[at][3]
    page = due[:size]
    text = " ".join(post[0] for post in page)
    if page:
        pages.append(([post[0] for post in page], tuple(page[-1]), size, back))
        if page != due:
            cursors.append(len(pages) - 1)
            text += f" more:{len(cursors)}"
    print(text or "empty")
