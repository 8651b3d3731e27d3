"""Tests in .bats files: what they find, and that they judge as bats does."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.grading.freeze import freeze_ids
from prony.grading.languages.bash import bats_files
from prony.grading.languages.bash.canaries import bats_canaries
from prony.nouns import Grade, Verdict
from prony.sandbox import Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("bash") is None, reason="no bash on this machine"),
]
TASK = """[prony]
answer = "lib.sh"
defines = {defines}
assurance = "B"
[prony.grader]
runner = "bats"
[[prony.criteria]]
id = "all"
tests = "*"
"""
LIBRARY = """#!/usr/bin/env bash
set -u
declare -gA seen=()
stack=()
LEVEL=${LEVEL:-info}
push() { stack+=("$1"); }
top() { ((${#stack[@]})) || return 3; echo "${stack[-1]}"; }
parse() { for word; do seen[${word%%=*}]=${word#*=}; done; RESULT=${#seen[@]}; }
shout() { if (($#)); then echo "${*^^}"; else tr a-z A-Z; fi; }
warn() { echo "warning: $*" >&2; return 4; }
level() { echo "$LEVEL"; }
sum() { local total=0 n; for n; do ((total += n)); done; echo "$total"; }
leave() { exit 5; }
if [[ ${BASH_SOURCE[0]} == "$0" ]]; then shout "$@"; fi
"""
HELPER = "is_even() { (($1 % 2 == 0)); }\n"
TESTS = {
    "run.bats": """
setup() { load ../lib; }

@test "output, status and lines" {
  run top
  [ "$status" -eq 3 ]
  run shout a "b c"
  [ "$status" -eq 0 ] && [ "$output" = "A B C" ] && [ "${#lines[@]}" -eq 1 ]
}
@test 'state stays, of subshells it does not' {
  push one
  push "two words"
  [ "$(top)" = "two words" ]
  run push three
  (push four)
  [ "$(top)" = "two words" ]
}
@test "variables that the test asks for" {
  parse a=1 b=2
  [ "$RESULT" -eq 2 ]
  [ "${seen[b]}" = 2 ]
  [ "$LEVEL" = info ]
}
@test "stdin in three ways" {
  [ "$(echo abc | shout)" = ABC ]
  run shout <<< "here"
  [ "$output" = HERE ]
  printf 'x\\n' > file
  shout < file > upper
  diff upper <(echo X)
}
@test "stderr, apart and together" {
  run warn low
  [ "$output" = "warning: low" ]
  run --separate-stderr warn low
  [ -z "$output" ] && [ "$stderr" = "warning: low" ] && [ "$status" -eq 4 ]
  run -4 warn x
  run ! warn x
}
@test "the environment is passed on" {
  LEVEL=debug run level
  [ "$output" = debug ]
}
@test "a function that is called as a command is" {
  run sum 1 2 3
  [ "$output" = 6 ]
}
@test "an exit of the library is a status" {
  run leave
  [ "$status" -eq 5 ]
}
@test "it is a program as well" {
  run ./lib.sh a b
  [ "$output" = "A B" ]
  run bash lib.sh c
  [ "$output" = "C" ]
}
""",
    "deep/more.bats": """
bats_require_minimum_version 1.5.0
load helper
load '../test_helper/bats-assert/load'

setup() {
  source "$BATS_TEST_DIRNAME/../lib.sh"
  cd "$BATS_TEST_TMPDIR"
}

teardown() { rm -f left; }

@test "asserts" {
  run shout "a b"
  assert_success
  assert_output "A B"
  assert_output --partial " B"
  assert_output --regexp '^A'
  refute_output --partial "a"
  assert_equal "$output" "A B"
  run printf 'one\\n\\ntwo\\n'
  assert_line two
  assert_line --index 1 "two"
  refute_line three
  [ "${#lines[@]}" -eq 2 ]
  run --keep-empty-lines printf 'one\\n\\ntwo\\n'
  [ "${#lines[@]}" -eq 3 ]
  run false
  assert_failure 1
  assert [ -d . ]
  refute [ -e left ]
}
@test "a helper beside the tests, and ${braces} \\"quoted\\"" {
  is_even "$(sum 1 1)"
}
function written_as_a_function { # @test
  [ "$(shout x)" = X ]
}
""",
    "deep/helper.bash": HELPER,
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=2, toolchains=("bash",)) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A suite with one task: `folder(tests, ...)`."""

    def make(tests: dict[str, str], library: str = LIBRARY, defines: tuple[str, ...] = ("sum",)) -> Path:
        files = {
            "suite.toml": 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n',
            "t/task.toml": TASK.format(defines=json.dumps(defines)),
            "t/instruction.md": "Write it.",
            "t/solution/lib.sh": library,
            **{f"t/tests/{path}": text for path, text in tests.items()},
        }
        for path, text in files.items():
            target = tmp_path / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text)
        return tmp_path

    return make


async def judged(folder: Path, sandbox: Sandbox, answer: str | None = None) -> Grade:
    (task,) = load_suite(folder).tasks
    if not (Path(task.path) / "tests" / "expected.json").exists():
        names = [
            f"{path.relative_to(Path(task.path) / 'tests')} > {test['name']}"
            for path in sorted((Path(task.path) / "tests").rglob("*.bats"))
            for test in bats_files.tests_of("", path.read_text())
        ]
        frozen = json.dumps({"tests": names, "graders": {"suite": names}})
        (Path(task.path) / "tests" / "expected.json").write_text(frozen)
        (task,) = load_suite(folder).tasks
    files = {"lib.sh": (LIBRARY if answer is None else answer).encode()}
    return await grade(task, files, sandbox, attempt="a")


def verdicts(graded: Grade) -> dict[str, str]:
    return {test.id.partition(" > ")[2]: str(test.verdict) for test in graded.tests}


async def test_what_bats_offers_is_there_and_the_ids_are_file_and_name(
    folder: Callable[..., Path], sandbox: Sandbox
) -> None:
    (task,) = load_suite(folder(TESTS)).tasks
    ids = await freeze_ids(materials_of(task), sandbox)
    assert len(ids) == 12
    assert {"run.bats > output, status and lines", "deep/more.bats > written_as_a_function"} <= set(ids)
    (task,) = load_suite(folder(TESTS)).tasks
    graded = await grade(task, {"lib.sh": LIBRARY.encode()}, sandbox, attempt="a")
    assert graded.solved, [(test.id, test.verdict, test.message) for test in graded.tests]
    assert str(graded.assurance) == "B"
    assert "bash" in graded.judged_by


FAILING = """
setup() { source ./lib.sh; }
@test "in the middle" { false; true; }
@test "by status" { run warn x; [ "$status" -eq 0 ]; }
@test "within a function of the test" { check 1; }
check() { [ "$1" -eq 2 ]; echo went on; }
@test "by a wrong direct call" { top; }
@test "by an exit" { exit 0; }
@test "switched off" { set +e; false; true; false; }
@test "in a pipe" { shout a | grep -q b; }
@test "unknown" { no_such_thing; }
@test "skipped" { skip "later"; }
@test "green" { [ "$(shout a)" = A ]; }
"""


async def test_what_fails_in_bats_fails(folder: Callable[..., Path], sandbox: Sandbox) -> None:
    graded = await judged(folder({"fail.bats": FAILING}), sandbox)
    found = verdicts(graded)
    assert found.pop("green") == "pass"
    assert set(found.values()) == {"fail"}, found


async def test_a_teardown_that_fails_fails_its_test(folder: Callable[..., Path], sandbox: Sandbox) -> None:
    tests = 'teardown() { [ ! -e made ]; }\n@test "clean" { :; }\n@test "untidy" { touch made; }\n'
    assert verdicts(await judged(folder({"t.bats": tests}), sandbox)) == {"clean": "pass", "untidy": "fail"}


async def test_each_test_finds_the_work_folder_as_it_was_handed_in(
    folder: Callable[..., Path], sandbox: Sandbox
) -> None:
    one = "mkdir -p d/e; touch d/e/f; chmod 000 d/e d; ln -s / link; rm lib.sh; (setsid sleep 99 &)"
    tests = f'@test "a" {{ [ "$(echo *)" = lib.sh ]; {one}; }}\n@test "b" {{ [ "$(echo *)" = lib.sh ]; {one}; }}\n'
    assert verdicts(await judged(folder({"t.bats": tests}), sandbox)) == {"a": "pass", "b": "pass"}


async def test_a_script_that_bash_cannot_read_is_a_load_error(folder: Callable[..., Path], sandbox: Sandbox) -> None:
    tests = 'setup() { source ./lib.sh; }\n@test "a" { :; }\n'
    graded = await judged(folder({"t.bats": tests}), sandbox, "if true; then echo 'open\n")
    assert graded.verdict is Verdict.LOAD_ERROR


@pytest.mark.slow
@pytest.mark.parametrize(
    ("answer", "verdict"),
    [("shout() { while :; do :; done; }", "timeout_cpu"), ("shout() { sleep 99; }", "timeout_wall")],
)
async def test_a_function_that_never_ends_meets_a_limit(
    folder: Callable[..., Path], sandbox: Sandbox, answer: str, verdict: str
) -> None:
    root = folder({"t.bats": 'setup() { source ./lib.sh; }\n@test "a" { shout x; }\n'})
    task = root / "t" / "task.toml"
    wall = 1.5 if verdict == "timeout_wall" else 20
    task.write_text(task.read_text().replace('"B"\n', f'"B"\nlimits = {{ cpu_s = 1, wall_s = {wall} }}\n', 1))
    assert verdicts(await judged(root, sandbox, answer)) == {"a": verdict}


@pytest.mark.slow
async def test_a_function_that_writes_without_end_is_cut(folder: Callable[..., Path], sandbox: Sandbox) -> None:
    tests = 'setup() { source ./lib.sh; }\n@test "a" { run shout x; [ "$status" -eq 0 ]; }\n'
    assert verdicts(await judged(folder({"t.bats": tests}), sandbox, "shout() { yes; }")) == {"a": "fail"}


OWN_VALUES = """
setup() { source ./lib.sh; expected=right; }
@test "kept" { shout x; [ "$expected" = right ]; }
@test "set later" { other=right; shout x; [ "$other" = right ]; }
@test "local" { local mine=right; shout x; [ "$mine" = right ]; }
"""


@pytest.mark.slow
async def test_a_submission_changes_no_variable_that_the_test_has_set(
    folder: Callable[..., Path], sandbox: Sandbox
) -> None:
    hostile = "expected=wrong other=wrong mine=wrong\nshout() { expected=wrong other=wrong mine=wrong; }\n"
    assert set(verdicts(await judged(folder({"t.bats": OWN_VALUES}), sandbox, hostile)).values()) == {"pass"}


async def test_tests_lie_nowhere_on_the_disk_of_a_submission(folder: Callable[..., Path], sandbox: Sandbox) -> None:
    word = "s3cr3tword"
    tests = f'setup() {{ source ./lib.sh; }}\n@test "a" {{ [ "$(shout x)" = {word} ]; }}\n'
    answer = f"shout() {{ grep -rhoas '{word[:6]}[a-z]*' /tests /tmp /proc/[0-9]*/[ce][mn]* | head -n 1; }}\n"
    assert verdicts(await judged(folder({"t.bats": tests}), sandbox, answer)) == {"a": "fail"}


async def test_a_control_is_made_of_each_test(sandbox: Sandbox) -> None:
    made = bats_canaries({"run.bats": TESTS["run.bats"].encode()}, "lib.sh")
    copies = [name for name in made.files if made.files[name].startswith(b"\nsetup()")]
    assert len(copies) == 1
    assert sum(test_id.startswith(copies[0]) for test_id in made.ids) == 9
