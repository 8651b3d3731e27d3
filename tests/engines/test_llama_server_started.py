"""What a llama-server is started with, and that its identity says it in the words of one that is found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from prony.engines import ENGINES, EngineLaunch, kind_named
from prony.engines.kinds.llama_server.started import flags_of, program_of
from prony.engines.llama_flags import FLAGS, fields_of
from prony.engines.programs import LLAMA_SERVER_BUILD, kept_program
from prony.errors import EngineError, WeightsError

KIND = kind_named("llama-server")


def launch(**options: Any) -> EngineLaunch:
    return EngineLaunch(model="m", gguf=Path("/m/a.gguf"), context=2048, threads=3, options=options)


def program(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({}, {"cache_type_k": "f16", "cache_type_v": "f16"}),
        ({"cache_type": "q8_0"}, {"cache_type_k": "q8_0", "cache_type_v": "q8_0"}),
        ({"cache_type_k": "q4_0"}, {"cache_type_k": "q4_0", "cache_type_v": "f16"}),
        (
            {"flash_attention": "on", "kv_offload": False, "swa_full": True, "cpu_moe": False},
            {"flash_attention": "on", "kv_offload": "off", "swa_full": "on"},
        ),
        ({"batch": 512, "micro_batch": 64, "threads_batch": 2}, {"batch": "512", "micro_batch": "64"}),
        ({"rope_scaling": "yarn", "rope_scale": 4.0}, {"rope_scaling": "yarn", "rope_scale": "4"}),
        ({"draft_model": "/secret/place/draft.gguf", "draft_tokens": 8}, {"draft_model": "draft.gguf"}),
        ({"draft_model": "d.gguf", "draft_least_probability": 0.75}, {"draft_least_probability": "0.75"}),
    ],
)
def test_the_identity_says_each_flag_in_the_words_of_a_found_server(
    options: dict[str, Any], told: dict[str, str]
) -> None:
    assert KIND.wrong_options(options) is None
    expected = KIND.expected_identity(launch(**options))
    found = fields_of(["llama-server", "-m", "/m/a.gguf", *flags_of(launch(**options))], {})
    assert expected.settings == found["settings"]
    assert told.items() <= expected.settings.items()
    assert expected.threads == 3
    assert "secret" not in str(expected)


def test_each_slot_has_the_whole_context() -> None:
    words = flags_of(launch(slots=4))
    assert words[words.index("--ctx-size") + 1] == str(4 * 2048)
    assert words[words.index("--parallel") + 1] == "4"
    assert KIND.expected_identity(launch(slots=4)).slots == 4


def test_every_option_is_a_word_that_a_fingerprint_has() -> None:
    assert KIND.options is not None
    beside = {"binary", "cache_type", "slots", "gpu_layers"}
    assert set(KIND.options.__struct_fields__) - beside <= {flag.setting for flag in FLAGS}


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"host": "0.0.0.0"}, "no option 'host'"),
        ({"port": 1}, "no option 'port'"),
        ({"api_key": "k"}, "no option 'api_key'"),
        ({"slot_save_path": "/"}, "no option 'slot_save_path'"),
        ({"log_file": "/etc/passwd"}, "no option 'log_file'"),
        ({"flags": ["--host", "0.0.0.0"]}, "no option 'flags'"),
        ({"device": "--host"}, "$.device"),
        ({"override_tensor": "exps=CPU\n--host"}, "$.override_tensor"),
        ({"cache_type": "q3_0"}, "$.cache_type"),
        ({"cache_typ": "q8_0"}, "did you mean cache_type"),
        ({"cache_type": "q8_0", "cache_type_v": "f16"}, "leave out cache_type_v"),
        ({"cache_type": "q8_0", "flash_attention": "off"}, "only with flash attention"),
        ({"draft_tokens": 4}, "goes with a draft_model"),
        ({"slots": 0}, "$.slots"),
        ({"gpu_layers": -1}, "$.gpu_layers"),
    ],
)
def test_what_it_does_not_take_is_said(options: dict[str, Any], complaint: str) -> None:
    assert complaint in (KIND.wrong_options(options) or "")
    with pytest.raises(EngineError) as raised:
        KIND.start(launch(**options))
    assert (raised.value.code, complaint in (raised.value.cause or "")) == ("E211", True)


def test_its_program_is_the_one_that_is_named_else_on_the_path_else_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv("PRONY_LLAMA_SERVER", raising=False)
    with pytest.raises(EngineError) as none:
        program_of(launch())
    assert (none.value.code, "prony doctor --servers" in (none.value.hint or "")) == ("E202", True)
    built = program(kept_program("llama-server", LLAMA_SERVER_BUILD))
    assert program_of(launch()) == str(built)
    on_path = program(tmp_path / "bin" / "llama-server")
    assert program_of(launch()) == str(on_path)
    named = program(tmp_path / "mine" / "server")
    assert program_of(launch(binary=str(named))) == str(named)
    monkeypatch.setenv("PRONY_LLAMA_SERVER", str(named))
    assert program_of(launch()) == str(named)


@pytest.mark.parametrize("named", ["/nowhere/llama-server", "no-such-program", "."])
def test_a_program_that_is_named_and_is_none_is_an_error(named: str) -> None:
    with pytest.raises(EngineError) as raised:
        program_of(launch(binary=named))
    assert raised.value.code == "E202"
    assert "options.binary" in raised.value.what


async def test_a_draft_that_is_no_model_is_refused_before_anything_runs(tape: Path, tmp_path: Path) -> None:
    draft, started = tmp_path / "draft.gguf", tmp_path / "started"
    draft.write_text("no model")
    binary = tmp_path / "llama-server"
    binary.write_text(f"#!/bin/sh\ntouch {started}\n")
    binary.chmod(0o755)
    options = {"binary": str(binary), "draft_model": str(draft)}
    with pytest.raises(WeightsError):
        async with ENGINES["llama-server"].start(EngineLaunch(model="m", gguf=tape, options=options)):
            pass
    assert not started.exists()
