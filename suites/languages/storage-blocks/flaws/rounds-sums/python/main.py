import re
import sys

UNITS = {"B": 1, "kB": 1000, "MB": 1000**2, "GB": 1000**3, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
LINE = re.compile(r" *([a-z]{1,20}) +([0-9]{1,3})(?:\.([0-9]{1,3}))? *([kMG]?B|[KMG]iB)? *")
BLOCK = 4096

charged = {}
refused = []
for number, line in enumerate(sys.stdin.read().split("\n"), 1):
    if not line.strip(" "):
        continue
    match = LINE.fullmatch(line)
    if not match:
        refused.append(number)
        continue
    owner, whole, part, unit = match.groups()
    thousandths = int(whole + (part or "").ljust(3, "0")) * UNITS[unit or "B"]
    charged[owner] = charged.get(owner, 0) + thousandths

charged = {owner: -(-size // (1000 * BLOCK)) * BLOCK for owner, size in charged.items()}
for owner, size in charged.items():
    print(owner, size)
print("total", sum(charged.values()))
if refused:
    print("refused", *refused)
