import json
import random
import sys

USUAL = 8443
NAMES = ["q", "page", "Q", "a.b", "trace", "trace.id", "trace" "r", "Trace", "%71", "a%20b", "a+b", "", "z", "sort", "qq"]
VALUES = ["", "1", "a+b", "a%2Bb", "%41", "A", "x=y", "x%3dy", "%7e", "~", "/p", "100%25", "caf.", "a-b_c", "'", "1", "%26", "!*()", "?"]
WRONG = ["%", "%4", "%zz", "%1f", "%7F", "%C3%A9", "%a", "%00", "%+1", "%-1"]


def link(rng, odd):
    host = rng.choice(["Example.org", "example.org", "a-b.example", "10.0.0.1", "X"])
    port = rng.choice(["", "", f":{USUAL}", ":80", f":0{USUAL}", ":99999", f":{USUAL + 1}"])
    path = rng.choice(["", "/", "/a/b", "/A%zz", "/a:1", "//", "/a&b=c"])
    query = ""
    if rng.random() < 0.8:
        query = "?" + rng.choice(["&", "&", "&&"]).join(rng.choice([f"{rng.choice(NAMES)}={rng.choice(VALUES)}", rng.choice(NAMES)]) for _ in range(rng.randrange(6)))
        query += rng.choice(["", "", "", "&", "#", "#top", "#a?b=%zz"])
    if odd and rng.random() < 0.3:
        kind = rng.randrange(4)
        if kind == 0:
            host = rng.choice(["", "exa_mple", "a b".replace(" ", "@"), "x,y"])
        elif kind == 1:
            port = rng.choice([":", ":123456", ":8o", ":80x", ":-1", ":80:80"])
        else:
            query = (query if "#" not in query and query else "?a=1") + rng.choice(WRONG)
    text = host + port + path + query
    return text or "#"


def cases(seed):
    rng = random.Random(seed)
    text = lambda *lines: "".join(line + "\n" for line in lines)
    yield "basics/some-links", text(f"Example.org:{USUAL}/a?b=2&a=1#top", "example.org?q=a%20b&trace.id=7&q=c%2Bd", "example.org:80"), True
    yield "basics/broken", text("exa_mple.org/", "example.org:port/a", "example.org/?a=%4", "example.org/%4"), True
    yield "basics/paths", text("a.b", "a.b/", "a.b/C/d", "a.b//", "a.b/x:y@z", "A.B/a=b&c"), False
    yield "basics/sorting", text("h?b=1&a=2&c=3", "h?b=2&b=1&a=0", "h/p?page=2&Page=1&pa=3", "h?x&y=&z"), False
    yield "basics/encoding", text("h?a=%2f/%2F", "h?a=x+y", "h?a=%7e~", "h?a=b-c_d.e", "h?na%6de=1"), False
    yield "edges/empty", "", False
    yield "edges/ports", text("h:1", f"h:{USUAL}", f"h:0{USUAL}/", f"h:{USUAL}?a", f"h:{USUAL + 1}#x", "h:00080/", "h:99999", "h:0", "h:123456", "h:", "h:/", "h:?a", "h:8a", "h:80.", "h:80:80", "h:+80"), False
    yield "edges/hosts", text("/a", "?a", "#a", ":80", "A-B.C9", "a_b", "-", ".", "a@b", "a%41", "h,i", "UPPER"), False
    yield "edges/queries", text("h?", "h?&", "h?&&a&&", "h?=", "h?=1&=2", "h?a==b", "h?a=b=c&d", "h??a", "h?a?b=c?d", "h?/a", "h?a=/?"), False
    yield "edges/notes", text("h#", "h#?a=1", "h/a#b#c", "h?a=1#b?c=2", "h?a=%41#%zz", "h?a=%4#1", "h/#/a", "h?#a&b"), False
    yield "edges/traces", text("h?trace=1", "h?trace", "h?trace.=1&a=2", "h?tracer=1&Trace=2&trace-a=3&a=trace", "h?%74race=1", "h?trace%2Eid=1&trace+=2", "h?trace.a&trace.b&trace="), False
    yield "edges/repeated", text("h?a=1&a=2&a=1", "h?a&a=&a=1&a", "h?a=%41&a=A&A=a", "h?a+b=1&a%20b=1&a%2Bb=1", "h?a=1&b=1&a=1&b=2", "h?a=b&a%3Db&a%3Db="), False
    yield "edges/sorted-after-decoding", text("h?%62=1&a=2", "h?~=1&%7E=0&z=2", "h?b=1&B=2&%20=3&+a=4", "h?ab=1&a=2&a.=3&a-=4&a%20=5", "h?=2&a=1&+=3", "h?a!=1&a%2D=2&aB=3"), False
    yield "edges/codes", text("h?a=%20%7E", "h?a=%1F", "h?a=%7F", "h?a=%2d%2D%5f", "h?a=%3A%3b%2c", "h?%", "h?a=1%", "h?a=%2", "h?a=%g0", "h?a=%0g", "h?a=%25%32%35", "h?a=%%32"), False
    yield "edges/signs", text("h?a=!\"$'()*,", "h?a=:;<>@[", "h?a=]^`{|}\\", "h?a=%2B%26%3D%23%3f"), False
    yield "edges/broken-in-dropped", text("h?trace=%zz", "h?a=1&a=%", "h?a&&%", "h/%?a=1"), False
    yield "large/links", text(*(link(rng, False) for _ in range(700))), False
    yield "large/with-broken", text(*(link(rng, True) for _ in range(600))), False
    yield "large/many-parameters", text(*("h?" + "&".join(f"{rng.choice('abcdefgh')}{rng.choice('xyz')}={rng.randrange(3)}" for _ in range(25)) for _ in range(150))), False


def small(rng):
    return "".join(link(rng, True) + "\n" for _ in range(rng.randrange(6)))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
