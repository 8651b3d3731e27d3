import sys

print(sum(int(price) * int(count) for _, price, count in (line.split() for line in sys.stdin)) or "nothing")
