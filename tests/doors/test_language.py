"""The door for languages: another package's, and folders with a toolchain, a runner, negative controls and forgeries.

Tasks in them are loaded, proved and graded in the real sandbox.
"""

from __future__ import annotations

import importlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import pytest
from worked_example import example_files

from prony.errors import SuiteError
from prony.grading import TaskProof, grade, prove
from prony.grading.languages import LANGUAGE_PARTS
from prony.languages import LANGUAGES
from prony.nouns import Grade, Verdict
from prony.sandbox import open_sandbox
from prony.sandbox.toolchains import TOOLCHAINS
from prony.suites import load_suite

HERE = Path(__file__).parent
SUITE = 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n'


def criterion(name: str, tests: str = "") -> str:
    return f'[[prony.criteria]]\nid = "{name}"\n' + (f'tests = "{tests}"\n' if tests else "")


def flaw(name: str, fails: list[str], score: int, verdict: str = "") -> str:
    more = f'verdict = "{verdict}"\n' if verdict else ""
    return f'[[prony.flaws]]\nid = "{name}"\nfails = {json.dumps(fails)}\nscore = [{score}, {score}]\n{more}'


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return root


def claims(proof: TaskProof) -> dict[str, str]:
    """What came of each claim, by `kind name`."""
    return {f"{claim.kind} {claim.name}": claim.got for claim in proof.claims}


# --- another package, from the printed pages -------------------------------------------------------------------------

SHELL_SUITE = {
    "suite.toml": SUITE,
    "upper/task.toml": '[prony]\nanswer = "upper.ash"\n' + criterion("words") + flaw("lower", ["words"], 0),
    "upper/instruction.md": "Write a program that prints its input in capitals.",
    "upper/solution/upper.ash": "tr a-z A-Z\n",
    "upper/flaws/lower/upper.ash": "cat\n",
    "upper/tests/cases.jsonl": '{"id": "words/one", "stdin": "one two", "expect": "ONE TWO"}\n',
    "add/task.toml": '[prony]\nanswer = "add.ash"\ndefines = "add"\nassurance = "B"\n[prony.grader]\nrunner = "shell"\n'
    + criterion("sums", "*test_sum*")
    + criterion("status", "*test_status*")
    + flaw("fails", ["status"], 10)
    + flaw("differs", ["sums"], 10),
    "add/instruction.md": "Write a function add that prints the sum of its two arguments.",
    "add/solution/add.ash": "add() { echo $(($1 + $2)); }\n",
    "add/flaws/fails/add.ash": "add() { echo $(($1 + $2)); return 1; }\n",
    "add/flaws/differs/add.ash": "add() { echo $(($1 - $2)); }\n",
    "add/tests/add_test.ash": """. ./add.ash
test_sum() { [ "$(add 2 3)" = 5 ]; }
test_sum_of_nothing() { [ "$(add 0 0)" = 0 ] && [ "$(add 1 -1)" = 0 ]; }
test_status() { add 1 1 > /dev/null; }
""",
}


@pytest.fixture
def guest(
    guest_package: Callable[[dict[str, str], str], Path],
    prony: tuple[str, ...],
    environment: dict[str, str],
    tmp_path: Path,
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """The command of a user who has installed the worked example: `guest(word, ...)`."""
    site = guest_package(example_files("language.md"), "[prony.languages]\nshell = prony_shell\n")

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        env = {**environment, "PYTHONPATH": str(site)}
        return subprocess.run([*prony, *words], cwd=tmp_path, env=env, capture_output=True, text=True, check=False)

    return run


def test_a_language_of_another_package_is_found_and_its_tasks_hold(
    guest: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    write(tmp_path / "suite", SHELL_SUITE)
    proven = guest("prove", "./suite", "--freeze", "--json")
    assert proven.returncode == 0, proven.stdout + proven.stderr
    tasks = {task["task"]: task for task in json.loads(proven.stdout)["proofs"]}
    assert tasks["suite/add"]["frozen"] == [f"add_test.ash/test_{name}" for name in ("sum", "sum_of_nothing", "status")]
    for task in tasks.values():
        forged = {claim["name"] for claim in task["claims"] if claim["kind"] == "forgery"}
        assert forged > {f"shell/{name}" for name in ("exit_at_start", "exit_in_functions", "commands_replaced")}
    got = {claim["name"]: claim["got"] for claim in tasks["suite/add"]["claims"]}
    assert "tampered" in got["shell/exit_at_start"]
    assert "tampered" in got["shell/commands_replaced"]


def test_a_language_of_another_package_brings_its_mutations(
    guest: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    write(tmp_path / "suite", SHELL_SUITE)
    assert guest("prove", "./suite", "--freeze").returncode == 0
    proven = guest("prove", "./suite", "--mutants", "--json")
    assert proven.stderr.count("error") == 0, proven.stderr
    tasks = {task["task"]: task["trials"] for task in json.loads(proven.stdout)["suites"][0]["tasks"]}
    upper = {(*trial["becomes"], trial["fate"]) for trial in tasks["suite/upper"]}
    add = {(*trial["becomes"], trial["fate"]) for trial in tasks["suite/add"]}
    assert upper == {(":", "killed")}
    assert ("add() { echo $(($1 - $2)); }", "killed") in add


# --- folders of their own --------------------------------------------------------------------------------------------


@pytest.fixture
def resident(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], ModuleType]]:
    """A function that gives the language in a folder beside this file its place in every room: NAME -> its module."""
    monkeypatch.syspath_prepend(str(HERE))
    with ExitStack() as stack:

        def add(name: str) -> ModuleType:
            module = importlib.import_module(f"language_{name}")
            stack.enter_context(LANGUAGES.adding(name, module.LANGUAGE))
            stack.enter_context(TOOLCHAINS.adding(name, module.find))
            stack.enter_context(LANGUAGE_PARTS.adding(name, module.PARTS))
            return module

        yield add
    for name in [name for name in sys.modules if name.startswith("language_")]:
        del sys.modules[name]


async def proved(folder: Path, toolchain: str) -> dict[str, TaskProof]:
    async with open_sandbox(slots=2, toolchains=(toolchain,)) as sandbox:
        proofs = await prove(load_suite(folder), sandbox, freeze=True)
    assert all(proof.holds for proof in proofs), [claim for proof in proofs for claim in proof.claims if not claim.held]
    return {proof.task.partition("/")[2]: proof for proof in proofs}


async def graded(folder: Path, task: str, files: dict[str, bytes]) -> Grade:
    suite = load_suite(folder)
    (chosen,) = [one for one in suite.tasks if one.name == task]
    async with open_sandbox(slots=1, toolchains=chosen.toolchain) as sandbox:
        return await grade(chosen, files, sandbox, attempt="a")


TALLY_SUITE = {
    "suite.toml": SUITE,
    "total/task.toml": '[prony]\nanswer = "total.tally"\n'
    + criterion("few")
    + flaw("first", ["few"], 0)
    + flaw("torn", ["few"], 0, "compile_error"),
    "total/instruction.md": "Write a program that prints the sum of the numbers in its input.",
    "total/solution/total.tally": "tally\nuse plus\nmain() { t=0; while read n; do t=$(plus $t $n); done; echo $t; }\n",
    "total/flaws/first/total.tally": "tally\nmain() { read -r n; echo $n; }\n",
    "total/flaws/torn/total.tally": "main() { echo 6; }\n",
    "total/tests/cases.jsonl": '{"id": "few/three", "stdin": "1\\n2\\n3\\n", "expect": "6\\n"}\n',
    "area/task.toml": '[prony]\nanswer = "area.tally"\ndefines = "area"\nassurance = "B"\n'
    + criterion("small", "*small*")
    + criterion("none", "*none*")
    + flaw("sum", ["small"], 10)
    + flaw("unknown-part", ["small", "none"], 0, "compile_error"),
    "area/instruction.md": "Write a function area that prints the product of its two arguments.",
    "area/solution/area.tally": "tally\nuse mul\narea() { mul $1 $2; }\n",
    "area/flaws/sum/area.tally": "tally\nuse plus\narea() { test $1 = 0 && echo 0 || plus $1 $2; }\n",
    "area/flaws/unknown-part/area.tally": "tally\nuse divide\narea() { divide $1 $2; }\n",
    "area/tests/area_check.tally": (
        'tally\ncheck_small() { test "$(area 3 4)" = 12; }\ncheck_none() { test "$(area 0 4)" = 0; }\n'
    ),
}


@pytest.fixture
def tally(resident: Callable[[str], ModuleType], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The suite in the compiled toy language, which has a cache of its own here."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    resident("tally")
    return write(tmp_path / "suite", TALLY_SUITE)


async def test_a_compiled_language_is_a_folder_and_its_tasks_hold(tally: Path) -> None:
    proofs = await proved(tally, "tally")
    forged = claims(proofs["area"])
    assert "tampered" in forged["forgery tally/exit_at_start"]
    assert "tampered" in forged["forgery tally/commands_replaced"]
    assert "compile_error" in claims(proofs["total"])["flaw torn"]


async def test_tests_that_do_not_compile_with_the_reference_are_told_when_their_ids_are_frozen(tally: Path) -> None:
    (tally / "area/solution/area.tally").write_text("tally\nuse divide\narea() { divide $1 $2; }\n")
    async with open_sandbox(slots=1, toolchains=("tally",)) as sandbox:
        with pytest.raises(SuiteError, match=r"cannot be imported: divide") as refused:
            await prove(load_suite(tally), sandbox, freeze=True)
    assert refused.value.code == "E351"


async def test_a_reference_that_does_not_compile_is_told_in_the_compilers_words(tally: Path) -> None:
    (tally / "total/solution/total.tally").write_text("main() { echo 6; }\n")
    suite = load_suite(tally)
    async with open_sandbox(slots=1, toolchains=("tally",)) as sandbox:
        (proof,) = await prove(suite, sandbox, tasks={"suite/total"})
    claim = next(claim for claim in proof.claims if claim.kind == "reference")
    assert claim.got.endswith("few lost: total.tally:1: a file begins with the line: tally")


async def test_a_part_that_the_prebuilt_library_lacks_is_added_when_a_program_uses_it(tally: Path) -> None:
    listing = Path(TOOLCHAINS["tally"](None).stock.folder) / "parts"  # type: ignore[union-attr]
    await graded(tally, "total", {"total.tally": TALLY_SUITE["total/solution/total.tally"].encode()})
    assert listing.read_text() == "plus made/plus.sh\n"
    grown = "tally\nuse mul\nuse plus\nmain() { echo $(plus $(mul 1 3) 3); }\n"
    found = await graded(tally, "total", {"total.tally": grown.encode()})
    assert [test.verdict for test in found.tests] == [Verdict.PASS]
    assert listing.read_text() == "mul made/mul.sh\nplus made/plus.sh\n"


async def test_a_compilers_words_about_a_missing_part_stand_with_each_test(tally: Path) -> None:
    found = await graded(tally, "total", {"total.tally": b"tally\nuse divide\n"})
    assert [(test.verdict, test.message) for test in found.tests] == [
        (Verdict.COMPILE_ERROR, "cannot be imported: divide")
    ]


PERL_SUITE = {
    "suite.toml": SUITE,
    "upper/task.toml": '[prony]\nanswer = "upper.pl"\n' + criterion("words") + flaw("lower", ["words"], 0),
    "upper/instruction.md": "Write a program that prints its input in capitals.",
    "upper/solution/upper.pl": "print uc while <STDIN>;\n",
    "upper/flaws/lower/upper.pl": "print while <STDIN>;\n",
    "upper/tests/cases.jsonl": '{"id": "words/one", "stdin": "one\\ntwo\\n", "expect": "ONE\\nTWO\\n"}\n',
    "pairs/task.toml": '[prony]\nanswer = "pairs.pl"\n' + criterion("some") + flaw("reversed", ["some"], 0),
    "pairs/instruction.md": "Write a function pairs(hash) that gives a list of its [key, value] lists in order.",
    "pairs/solution/pairs.pl": "sub pairs { my $h = shift; [map { [$_, $h->{$_}] } sort keys %$h] }\n1;\n",
    "pairs/flaws/reversed/pairs.pl": "sub pairs { my $h = shift; [map { [$h->{$_}, $_] } sort keys %$h] }\n1;\n",
    "pairs/tests/cases.jsonl": '{"id": "some/two", "call": "pairs", "args": [{"b": 2, "a": [1]}], '
    '"expect": [["a", [1]], ["b", 2]]}\n',
    "twice/task.toml": '[prony]\nanswer = "twice.pl"\ndefines = "twice"\nassurance = "B"\n'
    + criterion("numbers", "*number*")
    + criterion("texts", "*text*")
    + flaw("sums", ["texts"], 10),
    "twice/instruction.md": "Write a function twice(x) that gives a text twice, and double a number.",
    "twice/solution/twice.pl": "sub twice { my $x = shift; $x =~ /^\\d+$/ ? 2 * $x : $x x 2 }\n1;\n",
    "twice/flaws/sums/twice.pl": "no warnings; sub twice { my $x = shift; $x + $x }\n1;\n",
    "twice/tests/twice.t": "require './twice.pl';\ncheck('a number', sub { twice(21) == 42 });\n"
    "check('a text', sub { twice('ab') eq 'abab' });\n",
}


async def test_an_interpreted_language_is_a_folder_and_its_tasks_hold(
    resident: Callable[[str], ModuleType], tmp_path: Path
) -> None:
    if resident("perl").find() is None:
        pytest.skip("no Perl with JSON::PP on this machine")
    proofs = await proved(write(tmp_path / "suite", PERL_SUITE), "perl")
    assert claims(proofs["pairs"])["reference solution"].startswith("solved")
    assert "tampered" in claims(proofs["twice"])["forgery perl/overloaded"]
