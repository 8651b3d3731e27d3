"""Keys of a TOML text have lines, and patterns mean ids and paths."""

import pytest

from prony.suites.patterns import id_matches, path_matches
from prony.suites.places import Places

TEXT = '''\
a = 1
[t]
b = """
c = 2
"""
"d e" = 3
[[t.list]]
x = 1
[[t.list]]
x.y = 2
[t.list.inner]
z = 3
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 1),
        (("t",), 2),
        (("t", "b"), 3),
        (("t", "c"), 2),
        (("t", "d e"), 6),
        (("t", "list"), 7),
        (("t", "list", 0), 7),
        (("t", "list", 0, "x"), 8),
        (("t", "list", 1), 9),
        (("t", "list", 1, "x", "y"), 10),
        (("t", "list", 1, "inner", "z"), 12),
        (("t", "list", 1, "missing"), 9),
        (("nowhere",), 1),
    ],
)
def test_a_key_stands_on_its_line_or_on_that_of_its_table(path, line):
    assert Places("f.toml", TEXT).where(path) == f"f.toml:{line}"


@pytest.mark.parametrize(
    ("pattern", "one", "matches"),
    [
        ("a", "a", True),
        ("a", "ab", False),
        ("a/*", "a/b", True),
        ("a/*", "a/b/c", True),
        ("*Basics*", "test_x.Basics.test_y", True),
        ("a.b", "axb", False),
        ("*", "", True),
    ],
)
def test_a_star_in_the_pattern_of_an_id_means_anything(pattern, one, matches):
    assert id_matches(pattern, one) is matches


@pytest.mark.parametrize(
    ("pattern", "path", "matches"),
    [
        ("*.py", "a.py", True),
        ("*.py", "a/b.py", False),
        ("**", "a/b.py", True),
        ("src/**", "src/a/b.py", True),
        ("**/b.py", "b.py", True),
        ("**/b.py", "a/b.py", True),
        ("**/b.py", "ab.py", False),
        ("a?.py", "ab.py", True),
        ("a?.py", "a/.py", False),
        ("a+b", "a+b", True),
    ],
)
def test_a_star_in_the_pattern_of_a_path_stays_in_its_folder(pattern, path, matches):
    assert path_matches(pattern, path) is matches
