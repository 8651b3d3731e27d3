import sys

total = 0
for line in sys.stdin:
    line = line.strip()
    if line and not line.startswith("#"):
        _, price, count = line.split()
        total += int(price) * int(count)
print(total)
