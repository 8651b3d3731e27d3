import sys
from collections import Counter

MOST_SHARING = 5
LEAST_DIGITS = 3


def mail_key(text):
    person, _, host = text.lower().partition("@")
    return f"{person.partition('+')[0]}@{host}"


def phone_key(text):
    digits = "".join(char for char in text if char.isdigit())
    return digits[-9:] if len(digits) >= LEAST_DIGITS else None


class Record:
    def __init__(self, place, name, time, fields):
        self.name, self.age = name, (int(time), place)
        self.fields = dict(field.split("=", 1) for field in fields)
        self.keys = {}
        if "mail" in self.fields:
            self.keys["mail"] = mail_key(self.fields["mail"])
        if phone := phone_key(self.fields.get("phone", "")):
            self.keys["phone"] = phone
        self.apart, self.ways = set(), []
        self.contact = [self]


def sharing(records, kind):
    """The records that have each key, by the key."""
    groups = {}
    for record in records:
        if kind in record.keys:
            groups.setdefault(record.keys[kind], []).append(record)
    return groups


def links_of(records):
    """Kind and the two records of each link, the earlier one first."""
    for kind in ("mail", "phone"):
        groups = sharing(records, kind)
        last = {}
        for record in records:
            key = record.keys.get(kind)
            if key:
                if key in last:
                    yield kind, last[key], record
                last[key] = record


def join(records):
    """Puts contacts together, and returns how many links were refused."""
    refused = 0
    for kind, a, b in links_of(records):
        if a.contact is b.contact:
            continue
        if any(each.apart & {other.name for other in b.contact} for each in a.contact):
            refused += 1
            continue
        a.contact.extend(b.contact)
        for record in b.contact:
            record.contact = a.contact
        a.ways.append((kind, b))
        b.ways.append((kind, a))
    return refused


def described(contact):
    words = [str(len(contact))]
    by_age = sorted(contact, key=lambda record: record.age, reverse=True)
    names = Counter(record.fields["name"] for record in by_age if "name" in record.fields)
    if names:
        words.append(f"name={max(names, key=names.get)}")
    cities = [record.fields["city"] for record in by_age if "city" in record.fields]
    if cities:
        words.append(f"city={cities[0]}")
    for kind in ("mail", "phone"):
        if keys := {record.keys[kind] for record in contact if kind in record.keys}:
            words.append(f"{kind}s={','.join(sorted(keys))}")
    return " ".join(words)


def way(start, goal):
    ahead = [(start, None, start.name)]
    while ahead:
        record, source, text = ahead.pop()
        if record is goal:
            return text
        ahead += [(other, record, f"{text} {kind} {other.name}") for kind, other in record.ways if other is not source]
    return "none"


records, pairs, questions = {}, [], []
for line in sys.stdin.read().splitlines():
    kind, *words = line.split()
    if kind == "record":
        records[words[0]] = Record(len(records), words[0], words[1], words[2:])
    else:
        (pairs if kind == "apart" else questions).append(words)
for a, b in pairs:
    records[a].apart.add(b)
    records[b].apart.add(a)

everybody = list(records.values())
refused = join(everybody)
seen = set()
for record in everybody:
    if id(record.contact) not in seen:
        seen.add(id(record.contact))
        print(record.name, described(record.contact))
for a, b in questions:
    print(way(records[a], records[b]))
shared = sum(len(group) > MOST_SHARING for kind in ("mail", "phone") for group in sharing(everybody, kind).values())
print("contacts", len(seen), "refused", refused, "shared", shared)
