import string
import sys

HEX = "0123456789abcdefABCDEF"


def decoded(text):
    out, i = "", 0
    while i < len(text):
        if text[i] == "%":
            digits = text[i + 1 : i + 3]
            if len(digits) < 2 or digits[0] not in HEX or digits[1] not in HEX:
                raise ValueError
            code = int(digits, 16)
            if not 32 <= code <= 126:
                raise ValueError
            out += chr(code)
            i += 3
        else:
            out += " " if text[i] == "+" else text[i]
            i += 1
    return out


def encoded(text):
    out = ""
    for c in text:
        if c in string.ascii_letters + string.digits + "-._~":
            out += c
        elif c == " ":
            out += "+"
        else:
            out += f"%{ord(c):02X}"
    return out


def clean(line):
    rest = line.split("#")[0]
    front, mark, query = rest.partition("?")
    slash = front.find("/")
    place, path = (front, "") if slash < 0 else (front[:slash], front[slash:])
    host, colon, port = place.partition(":")
    if not host or any(c not in string.ascii_letters + string.digits + "-." for c in host):
        raise ValueError
    if colon and (not 1 <= len(port) <= 5 or any(c not in string.digits for c in port)):
        raise ValueError
    decoded(query)
    pairs = []
    for part in query.split("&"):
        if part:
            name, _, value = part.partition("=")
            pair = decoded(name), decoded(value)
            if pair[0] != "trace" and not pair[0].startswith("trace.") and pair not in pairs:
                pairs.append(pair)
    names = sorted({name for name, _ in pairs})
    pairs = [pair for name in names for pair in pairs if pair[0] == name]
    result = host.lower() + (f":{port}" if colon and int(port) != 8443 else "") + (path or "/")
    return result + ("?" if pairs else "") + "&".join(f"{encoded(a)}={encoded(b)}" for a, b in pairs)


for line in sys.stdin.read().split("\n"):
    if line:
        try:
            print(clean(line))
        except ValueError:
            print("broken")
