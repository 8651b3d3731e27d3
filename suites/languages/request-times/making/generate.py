import json
import random
import sys

SHARE = 95
LIMIT = 1500
PARTS = ["users", "orders", "items", "search", "v2", "v10", "img_7", "logo.png", "a-b", "7", "42", "0", "123456", "007"]
QUERIES = ["", "", "", "?", "?page=2", "?id=7&sort=a/b/8", "?q=a?b", "?/9/"]
METHODS = ["GET", "GET", "GET", "POST", "PUT", "DELETE"]


def path(rng, most):
    parts = [rng.choice(PARTS) for _ in range(rng.randrange(most + 1))]
    return "/" + "/".join(parts) + ("/" if parts and rng.random() < 0.2 else "") + rng.choice(QUERIES)


def paper(rng, paths, count, top):
    known = [(rng.choice(METHODS), path(rng, 4)) for _ in range(paths)]
    lines = []
    for _ in range(count):
        method, where = rng.choice(known)
        lines.append(f"{method} {where} {rng.choice([200, 200, 200, 201, 302, 404, 499, 501, 503, 599])} {rng.randrange(top)}")
    return lines


def series(name, times, status=200):
    return [f"GET {name} {status} {ms}" for ms in times]


def text(lines):
    return "".join(line + "\n" for line in lines)


def written(lines):
    return text(lines.split(" ; "))


def cases(seed):
    rng = random.Random(seed)
    exact = series("/zz/exact", rng.sample(range(1000), 20)) + [f"GET /{word} 200 10" for word in ("zz/v3", "zz/v33", "zz/3v")]
    yield "basics/a-few", written("GET /users/17 200 40 ; GET /users/205 200 90 ; GET /users/17 503 700 ; POST /login 200 12 ; GET /users/4/ 404 15 ; GET /users?page=2 200 1900"), True
    yield "basics/one-failed", written("GET /about 502 9 ; GET /about 200 11 ; PUT /about 200 13 ; DELETE /about 503 20"), False
    yield "basics/routes", written("GET /a/1/b/2 200 5 ; GET /a/11/b/22 200 7 ; GET /a/1/b 200 5 ; GET /a 200 100 ; GET /a/ 200 99"), False
    yield "basics/order", written("GET /x 200 8 ; GET /y 200 9 ; GET /z 200 7 ; GET /y 200 2 ; GET /w 501 10 ; GET /v 200 9"), False
    yield "basics/slow", written(f"GET /x 200 {LIMIT + 500} ; GET /x 503 {LIMIT + 900} ; GET /y 200 3"), False
    yield "edges/nothing", "", False
    yield "edges/only-failed", written("GET /x 500 8 ; GET /x 599 9 ; PUT /b 503 1 ; PUT /a 503 1 ; DELETE /c 503 7 ; DELETE /c 500 7 ; DELETE /c 500 7"), False
    yield "edges/status", written("GET /x 500 80 ; GET /x 499 9 ; GET /y 500 1 ; GET /y 501 2 ; GET /y 100 3 ; GET /y 200 4"), False
    yield "edges/root", written("GET / 200 5 ; GET /? 200 6 ; GET /?a=/1/ 200 7 ; POST / 200 1 ; GET /7 200 5 ; GET /7/ 200 6"), False
    yield "edges/routes", written("GET /7/8/9 200 5 ; GET /1/2/3/ 200 6 ; GET /v2/8 200 5 ; GET /v3/8 200 4 ; GET /8v/8?x 200 3 ; GET /-1/1.5/0 200 3 ; GET /a/007/b 200 1 ; GET /a/0/b/ 200 2 ; GET /a_1/1_0 200 9"), False
    yield "edges/questions", written("GET /a?b/7 200 5 ; GET /a?b?c/ 200 6 ; GET /a/?x=/ 200 1 ; GET /a/5?5 200 3 ; GET /a/5/?#/% 200 4 ; GET /a??? 200 8"), False
    yield "edges/exact-rank", text(series("/twenty", range(20, 0, -1)) + series("/ten", range(5, 105, 10)) + series("/hundred", rng.sample(range(200), 100))), False
    yield "edges/around-the-rank", text(series("/a", range(1, 20)) + series("/b", range(1, 22)) + series("/c", range(3, 25)) + series("/d", range(1, 40)) + series("/e", range(2, 43)) + series("/f", [4, 1]) + series("/g", [9])), False
    yield "edges/equal-times", text(series("/a", [5, 5, 5, 5]) + series("/b", [5, 5, 7, 7]) + series("/c", [0, 0, 0]) + series("/d", [5, 7, 7, 7, 7]) + series("/e", [7])), False
    yield "edges/failed-not-ranked", text(series("/a", [5, 6]) + series("/a", [100, 200, 0], 503) + series("/b", [6, 7, 8]) + series("/b", [1, 1, 1, 1], 500)), False
    yield "edges/ties", written("POST /b 200 5 ; GET /b 200 5 ; GET /a 200 5 ; PUT /b/1 200 5 ; PUT /b/a 200 5 ; PUT /b 200 5 ; PUT /b-c 200 5 ; PUT /bc 200 5 ; GET /d 200 5 ; GET /d 200 5 ; GET /d 200 4 ; DELETE /d 503 1"), False
    yield "edges/numbers-not-texts", written("GET /a 200 9 ; GET /b 200 10 ; GET /c 200 100 ; GET /d 200 99 ; GET /d 200 9 ; GET /d 200 100 ; GET /e 200 0 ; GET /f 503 3"), False
    yield "edges/limit", written(f"GET /a 200 {LIMIT} ; GET /a 503 {LIMIT + 1} ; GET /b 200 {LIMIT - 1} ; GET /b 200 {LIMIT + 1} ; GET /c 200 600000 ; GET /c 500 600000"), False
    yield "large/many", text(paper(rng, 60, 1970, 4000) + exact), False
    yield "large/few", text(paper(rng, 5, 500, 100000) + exact), False
    yield "large/short-times", text(exact + paper(rng, 150, 500, 12)), False


def small(rng):
    lines = paper(rng, rng.randrange(1, 5), rng.choice([0, 3, 8, 25, 60]), rng.choice([4, 30, 3000]))
    if rng.random() < 0.3:
        lines += [f"GET /n {rng.choice([499, 500])} {rng.choice([LIMIT, LIMIT + 1, 5])}" for _ in range(4)]
    return text(lines)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
