import sys

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"


def secret(line, i):
    if i and line[i - 1] in LETTERS + DIGITS + "_":
        return None
    for word in ("password", "token", "pin"):
        end = i + len(word)
        if line[i:end].lower() == word and line[end : end + 1] == "=":
            j = end + 1
            if line[j : j + 1] == '"':
                j += 1
                while j < len(line) and line[j] != '"':
                    j += 1
                return min(j + 1, len(line)), line[i : end + 1] + "[hidden]"
            while j < len(line) and line[j] not in " &;,":
                j += 1
            if j > end + 1:
                return j, line[i : end + 1] + "[hidden]"
    return None


def mail(line, i):
    allowed = LETTERS + DIGITS + "._+-"
    if i and line[i - 1] in allowed:
        return None
    at = i
    while at < len(line) and line[at] in allowed:
        at += 1
    if at == i or line[at : at + 1] != "@":
        return None
    groups, j = 0, at + 1
    end = j
    while True:
        k = j
        while k < len(line) and line[k] in LETTERS + DIGITS + "-":
            k += 1
        if k == j:
            break
        groups, end = groups + 1, k
        if line[k : k + 1] != ".":
            break
        j = k + 1
    return (end, line[i] + ".." + line[at:end]) if groups >= 2 else None


def number(line, i):
    if line[i] not in DIGITS or i and line[i - 1] in LETTERS + DIGITS:
        return None
    places, j = [i], i
    while True:
        if line[j + 1 : j + 2] and line[j + 1] in DIGITS:
            j += 1
        elif line[j + 1 : j + 2] in (" ", "-") and line[j + 2 : j + 3] and line[j + 2] in DIGITS:
            j += 2
        else:
            break
        places.append(j)
    if not 13 <= len(places) <= 19 or line[j + 1 : j + 2] and line[j + 1] in LETTERS:
        return None
    return j + 1, "".join("#" if k in places[:-4] else line[k] for k in range(i, j + 1))


counts = [0, 0, 0]
for line in sys.stdin.read().split("\n")[:-1]:
    out, i = "", 0
    while i < len(line):
        for which, attempt in enumerate((secret, mail, number)):
            hit = attempt(line, i)
            if hit:
                counts[which] += 1
                i, text = hit
                out += text
                break
        else:
            out += line[i]
            i += 1
    print(out)
print("masked", *counts)
