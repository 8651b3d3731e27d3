"""Negative controls for C and C++: plain ones, and all tests of the suite once more, failing at their end."""

from __future__ import annotations

import random
import secrets

from prony.grading.canaries import Canaries, random_name
from prony.grading.languages.native.texts import SOURCES, names_of_tests, with_bodies


def native_canaries(tests: dict[str, bytes], module: str) -> Canaries:
    """Canaries for files of tests: they stand in the file itself, behind whatever it includes of a submission."""
    files, ids, aliases, renamed = dict[str, bytes](), list[str](), dict[str, str](), dict[str, str]()
    for path, source in tests.items():
        text = source.decode("utf-8", "replace")
        names = names_of_tests(text)
        suffix = next((suffix for suffix in SOURCES if path.endswith(suffix)), "")
        if not names or not suffix:
            continue
        bodies = {name: random_name() for name in names}
        more = []
        for name, body in bodies.items():
            own, control = _numbered(name), _numbered(name)
            more += [_ending(own, body, fails=False), _ending(control, body, fails=True)]
            aliases[name] = own
            ids.append(control)
        for lines in (*_plain(), *(_plain_c() if suffix == ".c" else _plain_cpp())):
            control = _numbered(secrets.choice(names))
            more.append(f"TEST({control}) {{\n    {lines}\n}}\n")
            ids.append(control)
        random.SystemRandom().shuffle(more)
        folder = path.rpartition("/")[0]
        renamed[path] = f"{folder}/{random_name()}{suffix}" if folder else f"{random_name()}{suffix}"
        files[renamed[path]] = f"{with_bodies(text, bodies)}\n{''.join(more)}".encode()
    return Canaries(files=files, ids=tuple(ids), renamed=renamed, aliases=aliases)


def _numbered(name: str) -> str:
    return f"{name}_{secrets.randbelow(10**6) + 10**6}"


def _ending(name: str, body: str, *, fails: bool) -> str:
    """A test that does what another does, and then compares two numbers, equal or not."""
    number = secrets.randbelow(10**6) + 1
    return f"TEST({name}) {{\n    {body}();\n    CHECK_EQ({number}, {number + fails});\n}}\n"


def _plain() -> tuple[str, ...]:
    """Ways to fail that C and C++ share."""
    number = secrets.randbelow(10**6) + 1
    text, other = random_name(), random_name()
    ints = f"volatile int a = {number}, b = {number + 1};"
    return (
        f"CHECK({number} == {number + 1});",
        f"{ints} CHECK(a == b);",
        f"{ints} CHECK(a > b);",
        f"{ints} CHECK_EQ(a, b);",
        f"{ints} CHECK_NE(a, a);",
        f"CHECK_NEAR({number}.5, {number}.75, 0.1);",
        f'CHECK_STR("{text}", "{other}");',
        f'CHECK_EQ((const char *)"{text}", (const char *)"{other}");',
        f'CHECK_MEM("{text}", "{other}", 8);',
        f'CHECK(strcmp("{text}", "{other}") == 0);',
        f'CHECK(memcmp("{text}", "{other}", 17) == 0);',
        f'CHECK(strncmp("{text}", "{other}", 17) == 0);',
        f'CHECK(strlen("{text}") == 16);',
        f'{ints} if (a != b) FAIL("{text}");',
        f'{ints} while (a != b) {{ FAIL("{text}"); }}',
        f'for (int i = 0; i < 2; i++) {{ if (i == 1) FAIL("{text}"); }}',
        f'switch ({number}) {{ case {number}: FAIL("{text}"); }}',
        f'FAIL("{text}");',
    )


def _plain_c() -> tuple[str, ...]:
    number = secrets.randbelow(10**6) + 1
    return (f"CHECK(fabs({number}.0 - {number + 1}.0) < 0.5);", f"int a[] = {{{number}, 2}}; CHECK(a[0] == a[1]);")


def _plain_cpp() -> tuple[str, ...]:
    number = secrets.randbelow(10**6) + 1
    text, other = random_name(), random_name()
    return (
        f'CHECK(std::string("{text}") == std::string("{other}"));',
        f'CHECK_EQ(std::string("{text}"), "{other}");',
        f"CHECK(std::vector<int>{{{number}}} == std::vector<int>{{{number + 1}}});",
        f"CHECK_EQ((std::vector<int>{{{number}}}), (std::vector<int>{{{number + 1}}}));",
        f"CHECK_EQ((std::vector<int>{{{number}}}), (std::vector<int>{{{number}, 1}}));",
        "CHECK_THROWS(std::string());",
        'CHECK_THROWS_AS(throw std::runtime_error("a"), std::logic_error);',
        f"throw {number};",
        f'throw std::runtime_error("{text}");',
    )
