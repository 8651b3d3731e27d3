import sys

past, songs, future = [], [], []  # whole lists: before each step, now, after each step that was taken back
latest = None  # the position of the remove that another may be joined to
for words in (line.split() for line in sys.stdin.read().splitlines()):
    kind, numbers = words[0], [int(word) for word in words[1:] if word.isdigit()]
    if kind == "show":
        print(" ".join(songs) or "silent")
        continue
    join, latest = latest, None
    if kind in ("undo", "redo"):
        source, target = (past, future) if kind == "undo" else (future, past)
        if not source:
            print("nothing")
        else:
            target.append(songs)
            songs = source.pop()
        continue
    new = list(songs)
    if kind == "insert":
        at = int(words[1])
        if not 1 <= at <= len(songs) + 1:
            print("misfit")
            continue
        new = songs[: at - 1] + [words[2]] + songs[at - 1 :]
    else:
        if not all(1 <= at <= len(songs) for at in numbers):
            print("misfit")
            continue
        song = new[numbers[0] - 1]
        new = new[: numbers[0] - 1] + new[numbers[0] :]
        if kind == "move":
            new = new[: numbers[1] - 1] + [song] + new[numbers[1] - 1 :]
    if kind == "remove":
        latest = numbers[0]
    if not (kind == "remove" and join == latest):
        past.append(songs)
        past = past[-15:]
    songs, future = new, []
