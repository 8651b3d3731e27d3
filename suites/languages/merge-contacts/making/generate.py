import json
import random
import sys

MOST_SHARING = 5

NAMES = ["Ann", "Ann-Lee", "Bo", "ann", "Cy", "Dee", "Bo.J"]
CITIES = ["Oslo", "Rome", "Bonn", "Lyon"]


def mail(rng, people):
    who = f"p{rng.randrange(people)}"
    if rng.random() < 0.2:
        who = who.upper()
    return who + rng.choice(["", "", "+shop", "+a+b", "+"]) + "@" + rng.choice(["x.org", "x.org", "x.org", "X.ORG", "y.net", "x+y.org"])


def phone(rng, people):
    number = f"{100000000 + 7919 * rng.randrange(people)}"
    return rng.choice(["", "", "+47-", "0047", "0"]) + rng.choice([number, number, f"{number[:3]}-{number[3:6]}.{number[6:]}"]) if rng.random() < 0.93 else rng.choice(["12", "-", "123", "1-2", "911"])


def fields(rng, people, keys):
    out = []
    if rng.random() < 0.7:
        out.append(f"name={rng.choice(NAMES)}")
    if rng.random() < 0.4:
        out.append(f"city={rng.choice(CITIES)}")
    if rng.random() < keys:
        out.append(f"mail={mail(rng, people)}")
    if rng.random() < keys:
        out.append(f"phone={phone(rng, people)}")
    rng.shuffle(out)
    return out


def paper(rng, records, people, apart, asked, keys=0.6, times=1000):
    names = [f"r{at}" for at in range(records)]
    out = [" ".join(["record", name, str(rng.randrange(times)), *fields(rng, people, keys)]) for name in names]
    if records > 1:
        for _ in range(apart):
            a = rng.randrange(records)
            out.insert(rng.randrange(len(out) + 1), f"apart r{a} r{(a + rng.randrange(1, records)) % records}")
    for _ in range(asked if records else 0):
        a = rng.randrange(records)
        b = rng.choice([rng.randrange(records), min(records - 1, a + 1)])
        out.insert(rng.randrange(len(out) + 1), f"why r{a} r{b}")
    return "".join(line + "\n" for line in out)


def always():
    """Records of their own that show every flaw."""
    crowd = "".join(f"record zc{at} 1 mail=crowd@z.org\n" for at in range(MOST_SHARING + 1))
    names = "record zn1 1 name=Old phone=888001\nrecord zn2 2 name=Old phone=888001\nrecord zn3 3 name=New phone=888001\n"
    return crowd + names + contacts_apart("z")


def contacts_apart(mark):
    """Links that only contacts as a whole forbid, and phone links that would come before mail links."""
    return (
        f"record {mark}a1 1 mail={mark}a@q.org\nrecord {mark}a2 1 mail={mark}a@q.org phone=777001\nrecord {mark}a3 1 phone=777001 mail={mark}b@q.org\nrecord {mark}a4 1 mail={mark}b@q.org\n"
        f"apart {mark}a1 {mark}a4\n"
        f"record {mark}b1 1 phone=777002\nrecord {mark}b2 1 phone=777002 mail={mark}c@q.org\nrecord {mark}b3 1 mail={mark}c@q.org\napart {mark}b1 {mark}b3\nwhy {mark}b1 {mark}b2\nwhy {mark}b3 {mark}b2\n"
    )


def cases(seed):
    rng = random.Random(seed)
    yield "basics/three-of-one", "record a1 100 name=Ann mail=ann@x.org\nrecord b1 200 name=Bo phone=555-0101\nrecord a2 300 name=Ann city=Oslo mail=Ann+shop@x.org phone=555-0202\nrecord a3 400 phone=5550202 city=Rome\nwhy a1 a3\nwhy a1 b1\n", True
    yield "basics/apart", "record a 1 name=Ann phone=12345\nrecord b 2 name=Bob phone=12345\nrecord c 3 name=Bob phone=12345\napart a b\nwhy b c\nwhy c a\n", True
    yield "basics/alone", "record a 1\nrecord b 2 name=Bo\nrecord c 3 city=Rome mail=c@c.c\nwhy a a\nwhy a b\n", False
    yield "basics/mails", "record a 1 mail=A@X.org\nrecord b 2 mail=a+1@x.org\nrecord c 3 mail=b@x.org\nrecord d 4 mail=a@y.org\nwhy a b\n", False
    yield "basics/phones", "record a 1 phone=+47-123-456\nrecord b 2 phone=47123456\nrecord c 3 phone=47.12.34.57\n", False
    yield "edges/nothing", "", False
    yield "edges/mail-keys", "".join(f"record m{at} {at} mail={text}\n" for at, text in enumerate(["+a@x", "+@X", "b@x+y", "b@x", "B+c+d@x", "b-+@x", "b-@x", "b.@x", "b@x+z", "a@@x".replace("@@", "@")])), False
    yield "edges/phone-keys", "".join(f"record p{at} {at} phone={text}\n" for at, text in enumerate(["12", "12", "1-2-3", "123", "a.1b2c3", "123456789", "0123456789", "99123456789", "23456789", "-", "1+2", "000", "0-0-0", "0123", "12345678", "00047123456789"])), False
    five = [f"record s{at} 1 mail=s@x phone=70000{at}" for at in range(MOST_SHARING)]
    yield "edges/just-not-shared", "\n".join(five) + f"\nwhy s0 s{MOST_SHARING - 1}\n", False
    yield "edges/shared", "\n".join(five) + "\nrecord last 1 mail=S+x@x phone=700000\nwhy s0 last\nwhy s1 last\n", False
    yield "edges/shared-phone", "".join(f"record t{at} {at} phone={'0' * (at % 2)}123456789 name=N{at}\n" for at in range(MOST_SHARING + 2)) + "record u 1 phone=987654321\nrecord v 1 phone=987654321\n", False
    yield "edges/same-key-of-both-kinds", "record a 1 mail=1234@5 phone=12345\nrecord b 1 phone=12345\nrecord c 1 mail=1234@5\nrecord d 1 mail=12345@x\nwhy b c\n", False
    yield "edges/contacts-apart", contacts_apart("x"), False
    yield "edges/refused-more-than-once", "record a 1 mail=q@q phone=11111\nrecord b 1 mail=q@q phone=11111\nrecord c 1 phone=11111 mail=q@q\napart a b\napart b c\napart a b\nwhy a c\nwhy b c\n", False
    yield "edges/refused-later-allowed", "record a 1 mail=m@m phone=22222\nrecord b 1 mail=m@m\nrecord c 1 mail=n@m phone=22222\nrecord d 1 mail=n@m phone=33333\nrecord e 1 phone=33333 mail=o@m\nrecord f 1 mail=o@m\napart b d\napart a f\nwhy c e\nwhy a d\nwhy d f\nwhy a b\n", False
    yield "edges/within-one-contact", "record a 1 mail=m@m phone=22222\nrecord b 1 mail=m@m phone=22222\nrecord c 1 mail=n@m phone=22222\nrecord d 1 mail=n@m phone=44444\nrecord e 1 mail=m@m phone=44444\nwhy a e\nwhy c e\nwhy e c\nwhy b d\n", False
    yield "edges/long-way", "".join(f"record w{at} 1 {'mail' if at % 2 else 'phone'}={'k%d@k' % (at // 2) if at % 2 else 50000 + at // 2} {'phone' if at % 2 else 'mail'}={50000 + at // 2 + 1 if at % 2 else 'k%d@k' % (at // 2)}\n" for at in range(12)) + "why w0 w11\nwhy w11 w3\nwhy w4 w4\nwhy w2 w9\n", False
    yield "edges/names", "record a 5 name=Ann phone=12345\nrecord b 1 name=Bo phone=12345\nrecord c 2 name=Bo phone=12345\nrecord d 9 mail=x@x name=Cy\nrecord e 9 mail=x@x name=Dee\nrecord f 3 mail=x@x name=Cy\nrecord g 4 mail=x@x name=Dee\nrecord h 1 name=ann phone=99999\nrecord i 1 name=Ann phone=99999\n", False
    yield "edges/name-ties", "record a 7 name=Ann phone=12345\nrecord b 9 name=Bo phone=12345\nrecord c 3 name=Bo phone=12345\nrecord d 8 name=Ann phone=12345\nrecord e 5 name=Zoe mail=t@t\nrecord f 5 name=Abe mail=t@t\nrecord g 5 mail=t@t\n", False
    yield "edges/cities", "record a 9 city=Oslo phone=12345\nrecord b 10 phone=12345\nrecord c 9 city=Rome phone=12345\nrecord d 1 city=Bonn phone=12345\n", False
    yield "edges/order-of-lines", "why b a\napart c a\nrecord c 3 mail=k@k\nrecord a 1000000000 mail=k@k name=Zed\nrecord b 0 mail=k@k name=Abe\nwhy c b\nwhy a c\n", False
    yield "edges/sorted-keys", "record a 1 mail=b@b phone=77777\nrecord b 2 mail=a@b phone=77777\nrecord c 3 mail=a@b phone=9999\nrecord d 4 phone=77777 mail=a-@b\nrecord e 4 phone=10000 mail=a-@b\nrecord f 4 phone=12345 mail=1@b\nrecord g 4 phone=12345 mail=b@b\n", False
    yield "large/many-people", paper(rng, 280, 130, 30, 40) + always(), False
    yield "large/few-people", paper(rng, 220, 70, 60, 50, keys=0.7) + always(), False
    yield "large/much-apart", paper(rng, 200, 80, 120, 40, keys=0.8, times=5) + always(), False


def small(rng):
    return paper(rng, rng.randrange(14), rng.choice([1, 2, 4]), rng.randrange(6), rng.randrange(4), keys=rng.choice([0.5, 0.9]), times=rng.choice([2, 100]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
