"""References: what they recite is what the suite's own reader takes, task for task."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from msgspec.structs import replace
from step_suite import write_step_suite

from prony.bench.remaining import Done
from prony.engines import Embedded
from prony.errors import WeightsError
from prony.http1.ask import post
from prony.journal import read_events
from prony.nouns import Criterion, Flaw, Mode, Outcome, Suite, Task
from prony.references.models import ReferenceModel, reference_models
from prony.references.replies import fenced, reply
from prony.suites import extract, load_suite, materials_of, prompt
from prony.suites.files import read_tree, tree_digest

TASKS = {
    "add": ("add.py", "def add(a, b):\n    return a + b\n", {"minus": "def add(a, b):\n    return a - b\n"}),
    "upper": ("upper.py", "def upper(s):\n    return s.upper()\n", {"lower": "def upper(s):\n    return s.lower()\n"}),
    "plain": ("plain.py", "def plain():\n    return 1\n", {}),
}


def digest(folder: Path) -> str:
    return tree_digest(read_tree(folder))


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """Three tasks on disk, one without flaws; nouns made by hand, so that only this room is tried."""
    tasks = []
    for name, (file, solution, flaws) in TASKS.items():
        folder = tmp_path / "suite" / name
        for part, body in {"solution": solution, **{f"flaws/{flaw}": text for flaw, text in flaws.items()}}.items():
            (folder / part).mkdir(parents=True)
            (folder / part / file).write_text(body)
        tasks.append(
            Task(
                id=f"suite/{name}",
                suite="suite",
                name=name,
                title=name,
                path=str(folder),
                digest=digest(folder),
                mode=Mode.ANSWER,
                instruction=f"Write the function {name}.",
                answer=(file,),
                flaws=tuple(Flaw(id=flaw, fails=("right",), score=(0, 0)) for flaw in flaws),
            )
        )
    return Suite(
        id="suite", title="S", version="1", licence="MIT", path=str(tmp_path), digest="0" * 64, tasks=tuple(tasks)
    )


async def answers(model: ReferenceModel, suite: Suite, max_tokens: int = 500) -> dict[str, tuple[str, str]]:
    """task id -> (reply, finish reason), from real llama.cpp."""
    found = {}
    async with Embedded(model.gguf, context=8192) as engine:
        for task in suite.tasks:
            body = {
                "messages": [{"role": "user", "content": prompt(task, {})}],
                "max_tokens": max_tokens,
                "temperature": 0,
            }
            answer = await post(f"{engine.base_url}/chat/completions", body, key=engine.key, timeout_s=60)
            assert answer is not None
            (choice,) = answer.rows("choices")
            found[task.id] = (choice["message"]["content"], choice["finish_reason"])
    return found


@pytest.mark.real_engine
async def test_each_reference_says_what_its_name_promises(suite: Suite, tmp_path: Path) -> None:
    models = {one.name: one for one in reference_models(suite, tmp_path)}
    assert list(models) == ["all-correct", "known-flaws", "looping", "empty"]
    for task_id, (text, finish) in (await answers(models["all-correct"], suite)).items():
        task = next(one for one in suite.tasks if one.id == task_id)
        assert finish == "stop"
        assert extract(text, task).files == materials_of(task).solution
    assert models["known-flaws"].flaws == {"suite/add": "minus", "suite/upper": "lower"}
    for task_id, (text, _) in (await answers(models["known-flaws"], suite)).items():
        task = next(one for one in suite.tasks if one.id == task_id)
        flaw = models["known-flaws"].flaws.get(task_id)
        assert extract(text, task).files == (materials_of(task).flawed(*([flaw] if flaw else [])))
    assert {finish for _, finish in (await answers(models["looping"], suite)).values()} == {"length"}
    assert set((await answers(models["empty"], suite)).values()) == {("", "stop")}


def test_a_suite_that_did_not_change_has_its_tapes_already(suite: Suite, tmp_path: Path) -> None:
    first = reference_models(suite, tmp_path)
    stamps = {one.gguf: one.gguf.stat().st_mtime_ns for one in first}
    assert reference_models(suite, tmp_path) == first
    assert {path: path.stat().st_mtime_ns for path in stamps} == stamps


def test_a_changed_solution_makes_another_tape(suite: Suite, tmp_path: Path) -> None:
    before = reference_models(suite, tmp_path)[0].gguf
    folder = Path(suite.tasks[0].path)
    (folder / "solution" / "add.py").write_text("def add(a, b):\n    return sum((a, b))\n")
    changed = replace(suite.tasks[0], digest=digest(folder))
    assert reference_models(replace(suite, tasks=(changed, *suite.tasks[1:])), tmp_path)[0].gguf != before


def test_a_flaw_that_is_equivalent_or_fails_nothing_is_not_recited(suite: Suite, tmp_path: Path) -> None:
    tame = replace(suite.tasks[0], flaws=(Flaw(id="minus", fails=(), score=(0, 0), equivalent=True),))
    models = reference_models(replace(suite, tasks=(tame, *suite.tasks[1:])), tmp_path)
    assert "suite/add" not in models[1].flaws


def test_a_flaw_that_costs_no_more_than_a_bonus_is_not_recited(suite: Suite, tmp_path: Path) -> None:
    criteria = (Criterion(id="right", points=20), Criterion(id="tidy", points=1, required=False, bonus=True))
    flaw = Flaw(id="minus", fails=("tidy",), score=(20, 20))
    task = replace(suite.tasks[0], criteria=criteria, flaws=(flaw,))
    assert reference_models(replace(suite, tasks=(task,)), tmp_path)[1].flaws == {}
    costly = replace(task, flaws=(replace(flaw, fails=("right", "tidy")),))
    assert reference_models(replace(suite, tasks=(costly,)), tmp_path)[1].flaws == {"suite/add": "minus"}


def test_a_flaw_that_ends_is_recited_before_one_that_hangs(suite: Suite, tmp_path: Path) -> None:
    folder = Path(suite.tasks[0].path) / "flaws" / "hangs"
    folder.mkdir()
    (folder / "add.py").write_text("def add(a, b):\n    while True: pass\n")
    task = replace(suite.tasks[0], digest=digest(folder.parents[1]))
    both = (Flaw(id="hangs", fails=("right",), score=(0, 0), verdict="timeout_cpu"), *task.flaws)
    models = reference_models(replace(suite, tasks=(replace(task, flaws=both),)), tmp_path)
    assert models[1].flaws == {"suite/add": "minus"}


def test_fences_in_a_solution_do_not_end_its_block(suite: Suite) -> None:
    files = {"add.py": b'FENCE = """\n```python\nx\n```\n"""\n\n\ndef add(a, b):\n    return a + b\n'}
    assert extract(reply(suite.tasks[0], files), suite.tasks[0]).files == files


def test_several_files_are_handed_in_by_name(suite: Suite) -> None:
    task = replace(suite.tasks[0], answer=("a.py", "lib/b.py"))
    files = {"a.py": b"A = 1\n", "lib/b.py": b"B = 2\n"}
    assert extract(reply(task, files), task).files == files
    assert fenced(task, files).count("```") == 4


def test_a_solution_that_its_own_reader_would_not_take_is_refused(suite: Suite) -> None:
    with pytest.raises(WeightsError) as raised:
        reply(suite.tasks[0], {"add.py": b"\xff\xfe"})
    assert raised.value.code == "E720"


def test_every_task_of_the_built_in_suite_can_be_recited(tmp_path: Path) -> None:
    quick = load_suite("quick")
    models = reference_models(quick, tmp_path)
    with_flaws = {task.id for task in quick.tasks if any(not flaw.equivalent for flaw in task.flaws)}
    assert set(models[1].flaws) == with_flaws


def test_a_mixed_contestant_recites_its_flaws_and_else_the_reference(suite: Suite, tmp_path: Path) -> None:
    mixed = replace(suite, mixed={"halves": {"suite/add": "minus"}})
    model = reference_models(mixed, tmp_path)[-1]
    assert (model.name, model.flaws, model.replies) == ("halves", {"suite/add": "minus"}, None)
    assert model.gguf is not None
    assert model.gguf.is_file()


def test_what_is_too_long_for_a_tape_is_a_folder_of_replies(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prony.references.models.TAPE_CHARS", 10)
    unbuilt = reference_models(suite, tmp_path, build=False)
    models = reference_models(suite, tmp_path)
    assert models == unbuilt
    assert [(model.name, model.replies is not None) for model in models] == [
        ("all-correct", True),
        ("known-flaws", True),
        ("looping", False),
        ("empty", False),
    ]
    folder = models[1].replies
    assert folder is not None
    for task in suite.tasks:
        text = (folder / f"{task.id}.md").read_text()
        flaw = models[1].flaws.get(task.id)
        assert extract(text, task).files == materials_of(task).flawed(*([flaw] if flaw else []))


def test_where_no_tape_can_read_the_briefs_every_reference_is_replayed(
    suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("prony.references.models.TAPE_PROMPT_CHARS", 10)
    models = {model.name: model for model in reference_models(suite, tmp_path)}
    assert all(model.gguf is None for model in models.values())
    looping, empty = models["looping"].replies, models["empty"].replies
    assert looping is not None
    assert empty is not None
    assert '"loops": true' in (looping / "suite" / "add.json").read_text()
    assert (empty / "suite" / "add.md").read_text() == ""


def test_an_agents_steps_are_replayed_as_calls(suite: Suite, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("prony.references.models.TAPE_CHARS", 10)
    folder = reference_models(suite, tmp_path, harness="loop")[0].replies
    assert folder is not None
    names = sorted(path.name for path in (folder / "suite").glob("add.*"))
    assert names == ["add.2.json", "add.3.md", "add.json"]


@pytest.mark.real_engine
@pytest.mark.parametrize("harness", ["chat", pytest.param("loop", marks=pytest.mark.slow)])
def test_references_go_on_in_steps_and_are_what_they_are_known_for(harness, tmp_path, prony, environment):
    suite = write_step_suite(tmp_path / "stepped")
    command = [*prony, "run", str(suite), "--only-reference", "--harness", harness, "--json"]
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "known for" not in done.stderr
    (run_dir,) = (tmp_path / "runs").iterdir()
    record = Done(read_events(run_dir))
    attempts = {(made.label, made.task): name for name, made in record.attempts.items()}
    steps = {key: [one.step for one in record.submissions(name)] for key, name in attempts.items()}
    assert steps["all-correct", "stepped/tries"] == [0]
    assert steps["known-flaws", "stepped/tries"] == steps["all-correct", "stepped/cheaper"] == [0, 1]
    assert record.outcome(attempts["all-correct", "stepped/cheaper"]) is Outcome.SOLVED
