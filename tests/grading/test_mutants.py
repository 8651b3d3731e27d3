"""Mutants of references: made by rows of each language, graded as submissions, explained by authors."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from prony.errors import SuiteError
from prony.grading.mutants import Fate, Mutant, MutantTrial, mutants_of, mutants_of_text, prove_mutants
from prony.grading.mutants.explained import explained
from prony.grading.mutants.sample import sample
from prony.grading.mutants.trial import fate_of
from prony.languages import LANGUAGES, Mutation, Mutations
from prony.nouns import Assurance, CriterionResult, Grade, Verdict
from prony.sandbox import open_sandbox
from prony.suites import load_suite, materials_of
from prony.suites.equivalents import Equivalent, Equivalents

# --- made, without a sandbox -----------------------------------------------------------------------------------------


def made(language: str, text: str) -> dict[str, list[str]]:
    """Kind -> what the touched lines become, of all mutants of a text."""
    found: dict[str, list[str]] = {}
    suffix = LANGUAGES[language].suffixes[0]
    for mutant in mutants_of_text(f"it{suffix}", text.encode(), LANGUAGES[language]):
        found.setdefault(mutant.kind, []).append(" / ".join(line.strip() for line in mutant.becomes))
    return found


CLAMP = {
    "python": "def clamp(x, top):\n    if x < 0 and top:\n        return 0\n    return lo(x, top)\n",
    "javascript": "function f(x, top) {\n  if (x < 0 && top) {\n    return 0;\n  }\n  return lo(x, top);\n}\n",
    "go": "package p\n\nfunc f(x, top int) int {\n\tif x < 0 && top > 1 {\n\t\treturn 0\n\t}\n\treturn lo(x, top)\n}\n",
}


@pytest.mark.parametrize("language", CLAMP)
def test_every_language_changes_comparisons_bounds_conditions_and_arguments(language):
    kinds = made(language, CLAMP[language])
    assert {"boundary", "negated", "logical", "left-alone", "right-alone", "always", "never"} <= set(kinds)
    assert {"number+1", "number-1", "swapped-arguments"} <= set(kinds)
    assert any("x <= 0" in line for line in kinds["boundary"])
    assert any("(top, x)" in line for line in kinds["swapped-arguments"])


@pytest.mark.parametrize(
    ("language", "text", "kind", "becomes"),
    [
        ("python", "def f(x):\n    x.add(1)\n    return x\n", "dropped", "pass"),
        ("python", "def f(x):\n    return x\n", "returned-nothing", "return None"),
        ("python", "async def f(x):\n    return await x\n", "not-awaited", "return x"),
        ("python", "def f(x):\n    return x[1:n]\n", "bound+1", "return x[1:n + 1]"),
        ("python", "for i in range(n):\n    f(i)\n", "bound-1", "for i in range(n - 1):"),
        ("python", "x = f'{a} b'\n", "text", "x = ''"),
        ("python", "x = ''\n", "text", "x = 'mutant'"),
        ("python", "x = not y\n", "unary", "x = y"),
        ("python", "while True:\n    break\n", "jump", "continue"),
        ("python", "if a:\n    b()\nelse:\n    c()\n", "swapped-branches", "c() / else: / b()"),
        ("python", "x = a if b else c\n", "swapped-branches", "x = c if b else a"),
        ("python", "x = a not in b\n", "negated", "x = a in b"),
        ("python", "n += 2\n", "assigned", "n = 2"),
        ("python", "@cache\ndef f():\n    pass\n", "undecorated", ""),
        ("javascript", "if (a) { b(); } else { c(); }\n", "swapped-branches", "if (a) { c(); } else { b(); }"),
        ("javascript", "const f = (x) => x;\n", "returned-nothing", "const f = (x) => undefined;"),
        ("javascript", "async function f(x) { return await x; }\n", "not-awaited", "async function f(x) { return x; }"),
        ("javascript", "const p = /^a$/i;\n", "pattern-flags", "const p = /^a$/;"),
        ("javascript", "const p = /^a$/;\n", "pattern-end", "const p = /^a/;"),
        ("javascript", "const q = [...a];\n", "not-spread", "const q = [a];"),
        ("javascript", "const q = a ?? b;\n", "left-alone", "const q = a;"),
        ("javascript", "i++;\n", "arithmetic", "i--;"),
        ("javascript", "const s = x.slice(1, n);\n", "bound-1", "const s = x.slice(1, n - 1);"),
        ("go", "package p\nfunc f() {\n\tgo g()\n}\n", "not-concurrent", "g()"),
        ("go", "package p\nfunc f() {\n\tdefer g()\n}\n", "not-deferred", "g()"),
        ("go", "package p\nfunc f() (int, error) {\n\treturn 0, err\n}\n", "no-error", "return 0, nil"),
        ("go", "package p\nvar x = y[:n]\n", "bound+1", "var x = y[:n + 1]"),
        ("go", "package p\nfunc f() {\n\tx.n = 1\n}\n", "dropped", "{}"),
    ],
)
def test_a_change_is_the_one_its_kind_says(language, text, kind, becomes):
    assert becomes in made(language, text)[kind]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", '"""What it is: 1 < 2."""\nimport re\n'),
        ("python", "x: dict[str, 'Node[1]']\n"),
        ("javascript", "'use strict';\nimport x from './y.mjs';\n"),
        ("go", 'package p\n\nimport "fmt"\n'),
    ],
)
def test_what_no_test_can_see_is_left_as_it_is(language, text):
    assert [change for changes in made(language, text).values() for change in changes if change != "pass"] == []


@pytest.mark.parametrize("language", CLAMP)
def test_no_two_mutants_are_one_text_and_ids_are_the_same_each_time(language):
    def mutants() -> tuple[Mutant, ...]:
        return mutants_of_text("it", CLAMP[language].encode(), LANGUAGES[language])

    once, again = mutants(), mutants()
    assert once == again
    assert len({mutant.data for mutant in once}) == len({mutant.id for mutant in once}) == len(once)
    assert CLAMP[language].encode() not in {mutant.data for mutant in once}


def test_an_id_is_file_line_column_kind_and_a_mark():
    (mutant,) = (
        m
        for m in mutants_of_text("a/it.py", "é = 1\nx = é < y\n".encode(), LANGUAGES["python"])
        if m.kind == "boundary"
    )
    assert mutant.id.startswith("a/it.py:2:7:boundary#")
    assert (mutant.was, mutant.becomes) == (("x = é < y",), ("x = é <= y",))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("python", "x = max(a, b)\n"),
        ("javascript", "const x = Math.min(a, b);\n"),
        ("go", "package p\nvar x = max(a, b)\n"),
    ],
)
def test_arguments_whose_order_means_nothing_are_not_swapped(language, text):
    assert "swapped-arguments" not in made(language, text)


def test_a_text_that_does_not_parse_has_mutants_too():
    assert mutants_of_text("it.py", b"def f(:\n  return 1\n", LANGUAGES["python"])


def test_a_change_that_breaks_the_grammar_is_no_mutant():
    kinds = made("javascript", "const a = b?.[0];\n")
    assert "not-optional" not in kinds
    assert "not-optional" in made("javascript", "const a = b?.c;\n")


def test_only_files_that_differ_from_the_workspace_are_changed():
    (task,) = (task for task in load_suite("quick-agent").tasks if task.name == "js-two-files")
    materials = materials_of(task)
    same = {path for path, data in materials.workspace.items() if materials.solution.get(path) == data}
    files = {mutant.file for mutant in mutants_of(materials)}
    assert files
    assert not files & same


@pytest.mark.parametrize(
    ("mutations", "hint"),
    [
        (Mutations(grammar="no_such_grammar", rows=()), "pip install tree-sitter no-such-grammar"),
        (
            Mutations(
                grammar="tree_sitter_python", rows=(Mutation(kind="odd", query="(nonsense) @it", edits={"it": ""}),)
            ),
            "docs/extending/language.md",
        ),
        (Mutations(grammar="tree_sitter_python", symbol="dialect", rows=()), "docs/extending/language.md"),
    ],
)
def test_mutations_that_cannot_be_used_are_an_error_with_a_next_step(mutations, hint):
    language = msgspec.structs.replace(LANGUAGES["python"], mutations=mutations)
    with pytest.raises(SuiteError) as refused:
        mutants_of_text("it.py", b"x = 1\n", language)
    assert refused.value.code == "E353"
    assert hint in (refused.value.hint or "")


# --- a sample --------------------------------------------------------------------------------------------------------


def mutant(number: int, kind: str = "text", mark: str = "") -> Mutant:
    mark = mark or f"{number:06x}"
    return Mutant(file="it.py", line=number, column=1, kind=kind, mark=mark, data=b"", was=("a",), becomes=("b",))


def test_a_sample_has_of_each_kind_its_share_and_keeps_the_order():
    every = [*(mutant(n) for n in range(60)), *(mutant(n, "jump") for n in range(60, 90)), mutant(99, "boundary")]
    chosen = sample(every, 31)
    kinds = [one.kind for one in chosen]
    assert (kinds.count("text"), kinds.count("jump"), kinds.count("boundary")) == (20, 10, 1)
    assert sorted(chosen, key=lambda one: one.line) == list(chosen)
    assert sample(every, 31) == chosen
    assert sample(every, 31, seed=1) != chosen


def test_a_limit_that_is_not_reached_leaves_all():
    every = [mutant(n) for n in range(5)]
    assert sample(every, 5) == tuple(every) == sample(every, None)
    assert len(sample(every, 1)) == 1


# --- what a grade says -----------------------------------------------------------------------------------------------


def graded(verdict: Verdict, score: float = 0.0, solved: bool = False) -> Grade:
    return Grade(
        attempt="", graded_at="", grader="1", task_digest="", score=score, scale=20, verdict=verdict,
        assurance=Assurance.A, solved=solved,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("grade", "fate"),
    [
        (graded(Verdict.PASS, 20, True), Fate.SURVIVED),
        (graded(Verdict.PASS, 19, True), Fate.KILLED),
        (graded(Verdict.FAIL, 12), Fate.KILLED),
        (graded(Verdict.CRASH), Fate.KILLED),
        (graded(Verdict.LOAD_ERROR), Fate.KILLED),
        (graded(Verdict.TAMPERED), Fate.KILLED),
        (graded(Verdict.COMPILE_ERROR), Fate.NOT_COMPILED),
        (graded(Verdict.TIMEOUT_CPU), Fate.TIMEOUT),
        (graded(Verdict.TIMEOUT_WALL), Fate.TIMEOUT),
        (graded(Verdict.GRADER_ERROR), Fate.BROKEN),
    ],
)
def test_a_mutant_that_breaks_its_grading_is_neither_killed_nor_alive(grade, fate):
    assert fate_of(grade, graded(Verdict.PASS, 20, True)) is fate


def test_a_mutant_that_loses_only_a_bonus_is_noticed():
    def earned(points: float) -> Grade:
        bonus = CriterionResult(id="tidy", points=0.5, earned=points, required=False, bonus=True, assurance=Assurance.A)
        return msgspec.structs.replace(graded(Verdict.PASS, 20, True), criteria=(bonus,))

    assert fate_of(earned(0), earned(0.5)) is Fate.KILLED
    assert fate_of(earned(0), earned(0)) is Fate.SURVIVED


# --- what an author says ---------------------------------------------------------------------------------------------


def says(*ids: str) -> Equivalents:
    return Equivalents(entries=tuple(Equivalent(mutant=one, why="so", where=f"e:{n}") for n, one in enumerate(ids)))


def trial(one: Mutant, fate: Fate) -> MutantTrial:
    return MutantTrial(mutant=one.id, kind=one.kind, fate=fate, was=(), becomes=())


def test_an_entry_stays_valid_where_lines_come_before_its_mutant():
    moved = mutant(12, mark="abcdef")
    found = explained(says(mutant(10, mark="abcdef").id), [moved, mutant(11)])
    assert found.reason(moved) == "so"
    assert found.moved == (f"e:0: it.py:10:1:text#abcdef is {moved.id} now",)
    assert not found.unmatched


def test_an_entry_whose_place_changed_is_told():
    found = explained(says(mutant(10, mark="abcdef").id, "nonsense"), [mutant(10, mark="fedcba")])
    assert found.unmatched == (
        "e:0: no mutant is it.py:10:1:text#abcdef: take the entry out, or write its new id",
        "e:1: no mutant is nonsense: take the entry out, or write its new id",
    )


def test_an_entry_that_could_be_of_two_mutants_is_of_none():
    like = [mutant(11, mark="abcdef"), mutant(12, mark="abcdef")]
    found = explained(says(mutant(10, mark="abcdef").id), like)
    assert not found.entries
    assert "could be it.py:11:1:text#abcdef or it.py:12:1:text#abcdef" in found.unmatched[0]
    exact = explained(says(like[0].id), like)
    assert (exact.reason(like[0]), exact.reason(like[1])) == ("so", "")


def test_as_many_entries_as_mutants_of_one_change_are_taken_in_order():
    like = [mutant(11, mark="abcdef"), mutant(21, mark="abcdef")]
    found = explained(says(mutant(20, mark="abcdef").id, mutant(10, mark="abcdef").id), like)
    assert {one: entry.mutant for one, entry in found.entries.items()} == {
        like[0].id: mutant(10, mark="abcdef").id,
        like[1].id: mutant(20, mark="abcdef").id,
    }
    assert not found.unmatched


def test_an_entry_whose_mutant_a_test_notices_is_told():
    one, two = mutant(1), mutant(2)
    found = explained(says(one.id, two.id), [one, two])
    assert found.noticed([trial(one, Fate.KILLED), trial(two, Fate.EQUIVALENT)]) == (
        f"e:0: no equivalent: {one.id} is killed",
    )


# --- graded, in the sandbox ------------------------------------------------------------------------------------------

SIGN = "def sign(x):\n    if x < 0:\n        return -1\n    return 1 if x else 0\n"
CASES = (
    '{"id": "s/less", "call": "sign", "args": [-1], "expect": -1}\n'
    '{"id": "s/none", "call": "sign", "args": [0], "expect": 0}\n'
    '{"id": "s/more", "call": "sign", "args": [7], "expect": 1}\n'
)

real = pytest.mark.asyncio(loop_scope="session")


def write_suite(root: Path, cases: str = CASES, equivalents: str = "", solution: str = SIGN) -> Path:
    files = {
        "suite.toml": 'title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n',
        "sign/task.toml": '[prony]\nanswer = "sign.py"\n[[prony.criteria]]\nid = "s"\n',
        "sign/instruction.md": "Write sign(x).",
        "sign/tests/cases.jsonl": cases,
        "sign/solution/sign.py": solution,
    }
    for name, text in {**files, **({"sign/equivalents.toml": equivalents} if equivalents else {})}.items():
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    return root


@real
async def test_good_tests_kill_every_mutant_and_thin_ones_are_shown_what_they_miss(sandbox, tmp_path):
    (good,) = await prove_mutants(load_suite(write_suite(tmp_path / "good")), sandbox)
    assert {trial.becomes for trial in good.survivors} == set()
    assert good.holds
    thin = write_suite(tmp_path / "thin", cases=CASES.splitlines()[0] + "\n")
    (proof,) = await prove_mutants(load_suite(thin), sandbox)
    assert ("    return None",) in {trial.becomes for trial in proof.survivors}
    assert {trial.was for trial in proof.survivors} == {("    if x < 0:",), ("    return 1 if x else 0",)}
    assert proof.decided == proof.killed + len(proof.survivors) == len(proof.trials) == proof.total


@real
async def test_an_explained_survivor_is_equivalent_and_an_explained_victim_is_told(sandbox, tmp_path):
    thin = write_suite(tmp_path / "thin", cases=CASES.splitlines()[0] + "\n")
    (proof,) = await prove_mutants(load_suite(thin), sandbox)
    survivor, victim = proof.survivors[0], next(trial for trial in proof.trials if trial.fate is Fate.KILLED)
    entries = (survivor.mutant, victim.mutant, "sign.py:9:9:text#000000")
    text = "".join(f'[[equivalents]]\nmutant = "{one}"\nwhy = "left open"\n' for one in entries)
    before = load_suite(thin)
    (thin / "sign" / "equivalents.toml").write_text(text)
    assert load_suite(thin) == before, "who explains a mutant has not made another task"
    (proof,) = await prove_mutants(load_suite(thin), sandbox)
    by_id = {trial.mutant: trial for trial in proof.trials}
    assert (by_id[survivor.mutant].fate, by_id[survivor.mutant].why) == (Fate.EQUIVALENT, "left open")
    assert survivor.mutant not in {trial.mutant for trial in proof.survivors}
    assert not proof.holds
    assert [problem.partition("equivalents.toml")[2] for problem in proof.problems] == [
        ":7: no mutant is sign.py:9:9:text#000000: take the entry out, or write its new id",
        f":4: no equivalent: {victim.mutant} is killed",
    ]


@real
async def test_mutants_that_hang_are_counted_apart(sandbox, tmp_path):
    loop = "def sign(x):\n    while x > 1:\n        x -= 1\n    return max(x, -1)\n"
    (proof,) = await prove_mutants(load_suite(write_suite(tmp_path, solution=loop)), sandbox)
    hung = [trial.becomes[0].strip() for trial in proof.trials if trial.fate is Fate.TIMEOUT]
    assert {"x += 1", "pass"} <= set(hung)
    assert proof.counts[Fate.TIMEOUT] == len(hung) < proof.killed


@real
async def test_mutants_of_a_reference_that_does_not_hold_say_nothing(sandbox, tmp_path):
    wrong = SIGN.replace("-1", "1")
    (proof,) = await prove_mutants(load_suite(write_suite(tmp_path, solution=wrong)), sandbox)
    assert not proof.holds
    assert (proof.trials, proof.decided) == ((), 0)
    assert proof.problems[0].startswith("the reference does not hold: not solved")


async def test_what_the_compiler_refuses_says_nothing_of_the_tests():
    suite = load_suite("quick")
    async with open_sandbox(slots=2, toolchains=("go",)) as sandbox:
        (proof,) = await prove_mutants(suite, sandbox, tasks=["quick/go-ring"])
    refused = [trial for trial in proof.trials if trial.fate is Fate.NOT_COMPILED]
    assert refused
    assert proof.decided + len(refused) + proof.counts[Fate.EQUIVALENT] == proof.total


@pytest.mark.parametrize("name", ["py-even", "js-sum-even", "go-totals"])
async def test_a_built_in_task_of_each_language_is_proven_by_its_mutants(name):
    suite = load_suite("quick")
    (task,) = (task for task in suite.tasks if task.name == name)
    async with open_sandbox(slots=2, toolchains=task.toolchain) as sandbox:
        (proof,) = await prove_mutants(suite, sandbox, tasks=[task.id], limit=16)
    assert not proof.problems
    assert 100 * proof.killed >= 95 * proof.decided > 0, proof.survivors
