import sys

done = []
for line in sys.stdin.read().splitlines():
    words = line.split()
    if words[0] != "visit":
        done.append(words)
        continue
    way = [words[1]]
    while True:
        last = [old for old in done if old[1] == way[-1]][-1:]
        if not last or last[0][0] == "lift":
            print(way[-1], len(way) - 1)
            break
        if len(way) == 17 + 1:
            print("tired")
            break
        way.append(last[0][2])
        if len(set(way)) < len(way):
            print("endless")
            break
