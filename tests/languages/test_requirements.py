"""One reading of `node>=20`, for suites, sandbox and grading alike."""

import pytest

from prony.errors import SandboxError
from prony.grading.subject import toolchain_names
from prony.languages import read_requirement
from prony.suites.schema import toolchains

READABLE = {
    "python": "python",
    "node>=20": "node",
    "node>=20,<25": "node",
    "c++>17": "c++",
    "python3": "python3",
    "objective-c": "objective-c",
    "z3==4.12": "z3",
}
UNREADABLE = ("", "Python", "node>>2", "node 20", "node>=", "node>=20,", "node=20", "node>=20 <25", "node>=.5")


@pytest.mark.parametrize(("text", "toolchain"), READABLE.items())
def test_every_room_reads_the_same_toolchain_in_a_requirement(text, toolchain, make_task):
    assert read_requirement(text).toolchain == toolchain
    assert toolchains(text) is None
    assert toolchain_names(make_task(toolchain=(text,))) == (toolchain,)


def test_spaces_are_read_though_a_suite_is_written_without_them():
    assert read_requirement(" node >= 20, <25 ") == read_requirement("node>=20,<25")
    assert toolchains("node >= 20") is not None


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_a_suite_refuses_the_sandbox_refuses(text):
    assert toolchains(text) is not None
    with pytest.raises(SandboxError) as caught:
        read_requirement(text)
    assert caught.value.code == "E411"


@pytest.mark.parametrize(
    ("text", "version", "holds"),
    [
        ("node", "1.0", True),
        ("node>=20", "20.0.1", True),
        ("node>=20", "9.9", False),
        ("node>=20,<25", "25.0.0", False),
        ("node<=24", "24.19.0", True),
        ("node==24.1", "24.19.0", False),
        ("node>24", "24.19.0", False),
        ("node>24", "25.0", True),
    ],
)
def test_a_version_meets_every_comparison_or_it_will_not_do(text, version, holds):
    assert read_requirement(text).holds(version) is holds
