"""Digit sums of random integers, computed here and asked for there."""

import random

from prony_grader import call, check, raises, test


@test("sums/random")
def sums_random():
    rng = random.Random(1)
    for _ in range(12):
        number = rng.randrange(-(10**rng.randrange(1, 15)), 10**15)
        check(call("digitSum", number) == sum(map(int, str(abs(number)))), "a wrong sum")


@test("sums/zero")
def sums_zero():
    check(call("digitSum", 0) == 0, "a wrong sum")


for name, value in {"text": "12", "fraction": 1.5, "nothing": None}.items():
    with test(f"errors/{name}"), raises("TypeError"):
        call("digitSum", value)
