import sys
from bisect import bisect_left

END = 2**32


def number_of(address):
    a, b, c, d = map(int, address.split("."))
    return ((a * 256 + b) * 256 + c) * 256 + d


def address_of(number):
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def parse(text):
    """The first address of a set, and the one behind its last."""
    if "-" in text:
        first, last = map(number_of, text.split("-"))
        return first, last + 1
    address, _, bits = text.partition("/")
    size = 1 << 32 - int(bits or 32)
    first = number_of(address) // size * size
    return first, first + size


class Gateway:
    def __init__(self):
        self.rules = []  # of each: first, behind its last, whether it allows; or None

    def allowed(self):
        """The runs of allowed addresses, in ascending order."""
        rules = [rule for rule in self.rules if rule]
        borders = sorted({border for rule in rules for border in rule[:2]})
        states = [False] * len(borders)
        for begin, end, allows in rules:
            low, high = bisect_left(borders, begin), bisect_left(borders, end)
            states[low:high] = [allows] * (high - low)
        runs = []
        for at, allows in enumerate(states):
            if not allows:
                continue
            if runs and runs[-1][1] == borders[at]:
                runs[-1][1] = borders[at + 1]
            else:
                runs.append([borders[at], borders[at + 1]])
        return runs

    def blocks(self):
        for begin, end in self.allowed():
            while begin < end:
                size = END
                while size > end - begin:
                    size //= 2
                yield begin, size
                begin += size

    def add(self, text, allows):
        self.rules.append((*parse(text), allows))

    def drop(self, number):
        number = int(number)
        if number > len(self.rules) or not self.rules[number - 1]:
            print("unknown")
        else:
            self.rules[number - 1] = None

    def test(self, address):
        address = number_of(address)
        for number in range(len(self.rules), 0, -1):
            rule = self.rules[number - 1]
            if rule and rule[0] <= address < rule[1]:
                print("allowed" if rule[2] else "denied", number)
                return
        print("denied 0")

    def count(self, text):
        first, behind = parse(text)
        print(sum(max(0, min(end, behind) - max(begin, first)) for begin, end in self.allowed()))

    def list(self):
        lines = [f"{address_of(begin)}/{33 - size.bit_length()}" for begin, size in self.blocks()]
        print("\n".join(lines) or "nobody")

    def find(self, bits):
        wanted = 1 << 32 - int(bits)
        begins = (begin for begin, size in self.blocks() if size >= wanted)
        begin = next(begins, None)
        print("nobody" if begin is None else f"{address_of(begin)}/{bits}")


def main():
    gateway = Gateway()
    for line in sys.stdin:
        command, *words = line.split()
        if command in ("allow", "deny"):
            gateway.add(words[0], command == "allow")
        else:
            getattr(gateway, command)(*words)


main()
