"""The cases of a problem are what its generator and its reference make, and a brute force agrees with the reference."""

import json
from pathlib import Path

import pytest

from prony.errors import SuiteError
from prony.grading import prove
from prony.suites import load_suite
from prony.suites.materials import MaterialsCache

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILES = {
    "suite.toml": 'title = "M"\nversion = "1"\nlicence = "CC0-1.0"\n'
    '[members.python]\nanswer = "main.py"\n[members.node]\nanswer = "main.mjs"\n',
    "sums/task.toml": '[prony]\n[[prony.criteria]]\nid = "basics"\n',
    "sums/instruction.md": "Print the sum of the numbers.\n",
    "sums/solution/python/main.py": "import sys\n\nprint(sum(map(int, sys.stdin.read().split())))\n",
    "sums/making/generate.py": """\
import json, random, sys

rng = random.Random(int(sys.argv[1]))
if len(sys.argv) > 2:
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": f"{rng.randrange(9)} {rng.randrange(9)}\\n"}))
else:
    print(json.dumps({"id": "basics/two", "stdin": "1 2\\n", "shown": True}))
    print(json.dumps({"id": "basics/drawn", "stdin": f"{rng.randrange(10**9)} 5\\n"}))
    print(json.dumps({"id": "basics/long", "stdin": "1 " * 100_000}))
""",
    "sums/making/brute.py": "total = 0\nfor word in input().split():\n    total += int(word)\nprint(total)\n",
    "sums/tests/cases.jsonl": '{"id": "basics/two", "stdin": "1 2\\n", "expect": "3\\n"}\n',
}


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "mine"
    for path, text in FILES.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return root


async def claims_of(root: Path, sandbox, *, make: bool = False):
    suite = load_suite(root)
    names = [task.id for task in suite.tasks if task.member == "python"]
    (proof,) = await prove(suite, sandbox, tasks=names, make=make, cache=MaterialsCache())
    return {claim.name: claim for claim in proof.claims if claim.kind in ("making", "reference")}


async def test_cases_are_written_with_what_the_reference_prints(folder, sandbox):
    claims = await claims_of(folder, sandbox, make=True)
    assert [claim.held for claim in claims.values()] == [True, True, True]
    cases = [json.loads(line) for line in (folder / "sums/tests/cases.jsonl").read_text().splitlines()]
    assert [case["id"] for case in cases] == ["basics/two", "basics/drawn", "basics/long"]
    assert (cases[0]["expect"], cases[0]["shown"], cases[2]["expect"]) == ("3\n", True, "100000\n")


async def test_a_file_of_cases_that_was_changed_by_hand_does_not_hold(folder, sandbox):
    claims = await claims_of(folder, sandbox)
    assert not claims["cases"].held
    assert "--make" in claims["cases"].got


async def test_a_brute_force_that_disagrees_is_told_with_the_input(folder, sandbox):
    (folder / "sums/making/brute.py").write_text("a, b = map(int, input().split())\nprint(a + b if a != 7 else 0)\n")
    claim = (await claims_of(folder, sandbox, make=True))["brute force"]
    assert not claim.held
    assert "stdin: '7 " in claim.got


@pytest.mark.parametrize(
    ("path", "text", "told"),
    [
        ("making/generate.py", "import sys\nsys.exit('no inputs today')\n", "no inputs today"),
        ("making/generate.py", "print('{\"id\": 1}')\n", "no case with stdin"),
        ("making/generate.py", "print('[]')\n", "no case with stdin"),
        ("making/generate.py", "print('word')\n", "Expecting value"),
        ("solution/python/main.py", "raise ValueError('odd')\n", "odd"),
    ],
)
async def test_programs_that_make_nothing_are_an_error_with_their_words(folder, sandbox, path, text, told):
    (folder / "sums" / path).write_text(text)
    with pytest.raises(SuiteError) as refused:
        await claims_of(folder, sandbox, make=True)
    assert refused.value.code == "E354"
    assert told in str(refused.value)


async def test_a_word_that_a_program_means_otherwise_breaks_the_variants(folder, sandbox):
    (folder / "sums/variants.toml").write_text('[words]\nsum = ["total", "result"]\n')
    claim = (await claims_of(folder, sandbox, make=True))["other words"]
    assert not claim.held
    assert "with sum = total" in claim.got
    assert "name 'total' is not defined" in claim.got


async def test_a_number_that_a_program_spells_otherwise_breaks_the_last_variant_alone(folder, sandbox):
    reference = "import sys\n\nprint(min({}, sum(map(int, sys.stdin.read().split()))))\n"
    (folder / "sums/instruction.md").write_text("Print the sum of the numbers, or 17 if it is larger.\n")
    (folder / "sums/solution/python/main.py").write_text(reference.format(17))
    (folder / "sums/making/brute.py").write_text(reference.format("20 - 3"))
    (folder / "sums/variants.toml").write_text("[numbers]\n17 = [18, 2]\n")
    claims = await claims_of(folder, sandbox, make=True)
    assert claims["brute force"].held
    assert not claims["other words"].held
    assert "with 17 = 2: stdin" in claims["other words"].got


async def test_words_that_stand_alone_hold_in_every_wording(folder, sandbox):
    (folder / "sums/variants.toml").write_text('[words]\nnumbers = ["values"]\n')
    assert (await claims_of(folder, sandbox, make=True))["other words"].held


async def test_making_says_nothing_of_other_members(folder, sandbox):
    suite = load_suite(folder)
    (proof,) = await prove(suite, sandbox, tasks=["mine/sums-node"], cache=MaterialsCache())
    assert {claim.kind for claim in proof.claims} == {"start", "forgery"}
    assert proof.holds
