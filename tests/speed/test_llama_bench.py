"""Claims of llama-bench beside a sweep: what it is asked, and that only what was asked is taken from it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from prony.errors import RunError
from prony.speed.llama_bench import answer_of, benched, commands, program_at


def said(*tests: tuple[int, int, int], **more) -> list[dict]:
    """What llama-bench writes, fields that we do not read among it."""
    return [
        {
            "build_commit": "0c1e570",
            "build_number": 7000,
            "cpu_info": "Some CPU",
            "model_filename": "/m.gguf",
            "n_threads": 1,
            "n_prompt": prompt,
            "n_gen": made,
            "n_depth": depth,
            "samples_ns": [1_000_000_000],
            "samples_ts": [512.0],
            **more,
        }
        for prompt, made, depth in tests
    ]


ASKED = ((512, 0, 0), (4608, 0, 0), (0, 128, 512), (0, 128, 4608))


def test_prompts_are_read_from_the_first_token_and_replies_made_behind_them():
    first, second = commands(Path("/b"), Path("/m.gguf"), 2, [512, 4608], 128, 0)
    assert first == [
        "/b",
        "-m",
        "/m.gguf",
        "-r",
        "1",
        "-o",
        "json",
        "-t",
        "2",
        "-ngl",
        "0",
        "-p",
        "512,4608",
        "-n",
        "0",
    ]
    assert second[-6:] == ["-p", "0", "-n", "128", "-d", "512,4608"]


def test_what_was_asked_is_kept_in_nanoseconds():
    found = answer_of(json.dumps(said(*ASKED)).encode(), [512, 4608], 128)
    assert (found.build, found.threads) == ("b7000 (0c1e570)", 1)
    assert [(one.prompt_tokens, one.reply_tokens, one.depth) for one in found.tests] == list(ASKED)
    assert found.tests[0].samples_ns == (1_000_000_000,)


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"| model | size |",
        b"[]",
        b"{}",
        b"[" * 100_000,
        b"\xff\xfe",
        json.dumps(said((512, 0, 8))).encode(),
        json.dumps(said((512, 128, 0))).encode(),
        json.dumps(said((512, 0, 0), samples_ns=[])).encode(),
        json.dumps(said((512, 0, 0), samples_ns=[0])).encode(),
        json.dumps(said((512, 0, 0), samples_ns=[1.5])).encode(),
        json.dumps(said((512, 0, 0), n_threads="1")).encode(),
        json.dumps(said((512, 0, 0)) + said((0, 128, 512), build_number=7001)).encode(),
    ],
)
def test_anything_else_is_refused(told):
    with pytest.raises(RunError) as error:
        answer_of(told, [512], 128)
    assert error.value.code == "E923"


def test_the_name_of_a_build_is_words():
    told = json.dumps(said((512, 0, 0), build_commit="\x1b[31mred\nx" + "y" * 500)).encode()
    build = answer_of(told, [512], 128).build
    assert build.isprintable()
    assert len(build) <= 80


def program(folder: Path, body: str) -> Path:
    path = folder / "llama-bench"
    path.write_text(f"#!{sys.executable}\nimport json, sys\n{body}\n")
    path.chmod(0o755)
    return path


async def test_both_calls_make_one_answer(tmp_path):
    script = (
        f"tests = {said(*ASKED)!r}\n"
        "print('noise', file=sys.stderr)\n"
        "made = '-d' in sys.argv\n"
        "print(json.dumps([one for one in tests if bool(one['n_gen']) == made]))"
    )
    found = await benched(program(tmp_path, script), Path("/m.gguf"), 1, [512, 4608], 128, None)
    assert len(found.tests) == 4


async def test_a_program_that_fails_is_told_with_its_last_words(tmp_path):
    broken = program(tmp_path, "sys.exit('error: unknown argument: -o')")
    with pytest.raises(RunError) as error:
        await benched(broken, Path("/m.gguf"), 1, [512], 128, None)
    assert error.value.code == "E923"
    assert "unknown argument" in str(error.value)


async def test_a_program_that_talks_without_end_does_not_fill_the_memory(tmp_path):
    loud = program(tmp_path, "for _ in range(64): sys.stdout.write('x' * (1 << 20))")
    with pytest.raises(RunError) as error:
        await benched(loud, Path("/m.gguf"), 1, [512], 128, None)
    assert error.value.code == "E923"


def test_a_program_is_the_one_that_is_named_else_the_one_on_the_path(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert program_at(None) is None
    path = program(tmp_path, "")
    assert program_at(None) == path
    assert program_at(str(path)) == path
    with pytest.raises(RunError):
        program_at(str(tmp_path / "absent"))
