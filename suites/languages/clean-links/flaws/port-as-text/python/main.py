import re
import sys

USUAL_PORT = 8443
LINK = re.compile(r"([A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(/[^?#]*)?(?:\?([^#]*))?(?:#.*)?")
QUERY = re.compile(r"(?:[^%]|%[2-6][0-9A-Fa-f]|%7[0-9A-Ea-e])*")


def decode(text):
    return re.sub("%(..)", lambda match: chr(int(match[1], 16)), text.replace("+", " "))


def encode(text):
    text = re.sub("[^A-Za-z0-9._~ -]", lambda match: f"%{ord(match[0]):02X}", text)
    return text.replace(" ", "+")


def parameters(query):
    pairs = []
    for part in query.split("&"):
        name, _, value = part.partition("=")
        pair = decode(name), decode(value)
        if part and not f"{pair[0]}.".startswith("trace.") and pair not in pairs:
            pairs.append(pair)
    return sorted(pairs, key=lambda pair: pair[0])


def clean(link):
    match = LINK.fullmatch(link)
    if not match or not QUERY.fullmatch(match[4] or ""):
        return "broken"
    host, port, path, query = match.groups()
    result = host.lower()
    if port and port != str(USUAL_PORT):
        result += f":{port}"
    result += path or "/"
    pairs = parameters(query or "")
    if pairs:
        result += "?" + "&".join(f"{encode(name)}={encode(value)}" for name, value in pairs)
    return result


for line in sys.stdin.read().splitlines():
    print(clean(line))
