import ipaddress
import sys

rules = {}
made = 0


def members(text):
    """The first and the last address of a set."""
    if "-" in text:
        return tuple(int(ipaddress.IPv4Address(part)) for part in text.split("-"))
    network = ipaddress.ip_network(text, strict=False)
    return int(network[0]), int(network[-1])


def decides(address):
    good = [number for number, (first, last, _) in rules.items() if first <= address <= last]
    return max(good, default=0)


def pieces(*more):
    """Cut the address space where anything may change; first, last, and whether allowed."""
    cuts = {0, 1 << 32}
    for first, last, *_ in [*rules.values(), *more]:
        cuts |= {first, last + 1}
    cuts = sorted(cuts)
    for begin, end in zip(cuts, cuts[1:]):
        number = decides(begin)
        yield begin, end - 1, number > 0 and rules[number][2]


def networks():
    found = []
    for first, last, good in pieces():
        if good:
            found += ipaddress.summarize_address_range(ipaddress.IPv4Address(first), ipaddress.IPv4Address(last))
    return list(ipaddress.collapse_addresses(found))


for line in sys.stdin.read().splitlines():
    command, *words = line.split()
    if command in ("allow", "deny"):
        made += 1
        rules[made] = (*members(words[0]), command == "allow")
    elif command == "drop":
        if rules.pop(int(words[0]), None) is None:
            print("unknown")
    elif command == "test":
        number = decides(int(ipaddress.IPv4Address(words[0])))
        print("allowed" if number and rules[number][2] else "denied", number)
    elif command == "count":
        low, high = members(words[0])
        print(sum(last - first + 1 for first, last, good in pieces((low, high)) if good and low <= first and last <= high))
    elif command == "list":
        print("\n".join(map(str, networks())) or "nobody")
    else:
        length = int(words[0])
        holds = [network for network in networks() if network.prefixlen <= length]
        print(next(holds[0].subnets(new_prefix=length)) if holds else "nobody")
