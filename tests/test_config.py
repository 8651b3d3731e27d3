from __future__ import annotations

import io
import os
import pwd
import re
from pathlib import Path

import pytest

from prony.config import (
    AttemptConfig,
    Config,
    ContestantConfig,
    CostsConfig,
    RunConfig,
    SamplingConfig,
    cache_dir,
    expanded,
    home,
    load_config,
)
from prony.errors import UsageError
from prony.nouns import Noun

DOCS = Path(__file__).parents[1] / "docs"


def test_the_documented_example_is_a_valid_file(tmp_path: Path):
    example = re.search(r"```toml\n(.*?)```", (DOCS / "configuration.md").read_text(), re.DOTALL)
    assert example is not None
    (tmp_path / "prony.toml").write_text(example[1])
    config = load_config(tmp_path)
    assert [one.label or one.catalog for one in config.contestants] == [
        "qwen-coder-7b-q4",
        "smollm2-135m",
        *(f"smol · kv {one} · context {size}" for one in ("f16", "q8_0", "q4_0") for size in (4096, 8192)),
        "big-one",
        "cloud",
    ]
    assert config.run.repeats == 3


@pytest.mark.parametrize("struct", [RunConfig, SamplingConfig, AttemptConfig, CostsConfig, ContestantConfig, Config])
def test_every_key_is_documented(struct: type[Noun]):
    words = set(re.findall(r"`(\w+)`|\[(\w+)\]", (DOCS / "configuration.md").read_text()))
    assert set(struct.__struct_encode_fields__) <= {key or table for key, table in words}


def test_no_file_is_an_empty_one(tmp_path: Path):
    assert load_config(tmp_path).contestants == ()


def test_an_unknown_key_names_its_line_and_the_nearest_known_one(tmp_path: Path):
    (tmp_path / "prony.toml").write_text("[run]\n\nrepeat = 3\n")
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path)
    assert caught.value.where == f"{tmp_path}/prony.toml:3"
    assert caught.value.hint == "did you mean repeats?"


def test_a_key_of_a_table_within_a_line_is_told_with_that_line(tmp_path: Path):
    (tmp_path / "prony.toml").write_text('[[contestants]]\ngguf = "a.gguf"\nattempt = { wall_s = 9, reqests = 2 }\n')
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path)
    assert (caught.value.where, caught.value.hint) == (f"{tmp_path}/prony.toml:3", "did you mean requests?")


def test_a_wrong_type_is_told_with_its_path(tmp_path: Path):
    (tmp_path / "prony.toml").write_text('[run]\nrepeats = "three"\n')
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path)
    assert "Expected `int`, got `str` - at `$.run.repeats`" in str(caught.value)


def test_a_key_in_the_file_is_refused_and_never_repeated(tmp_path: Path):
    (tmp_path / "prony.toml").write_text('[[contestants]]\nmodel = "m"\napi_key = "sk-secret"\n')
    with pytest.raises(UsageError, match="holds an API key") as caught:
        load_config(tmp_path)
    assert "sk-secret" not in str(caught.value)
    assert caught.value.where == f"{tmp_path}/prony.toml:3"


def test_broken_toml_is_an_error_with_a_code(tmp_path: Path):
    (tmp_path / "prony.toml").write_text("[run\n")
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path)
    assert caught.value.code == "E110"


@pytest.mark.parametrize(
    ("table", "line"),
    [
        ("run", "repeats = 0"),
        ("run", "repeats = 100000000"),
        ("run", "parallel = -3"),
        ("run", "slots = 0"),
        ("run", "max_minutes = 0"),
        ("run", "max_total_tokens = -1"),
        ("sampling", "temperature = nan"),
        ("sampling", "top_p = 99"),
        ("costs", "watts = -5"),
        ("costs", "price_per_kwh = inf"),
        ("[contestants]", "price_in = -1.0"),
        ("[contestants]", "price_out = nan"),
        ("[contestants]", "threads = 0"),
        ("[contestants]", "temperature = -1"),
        ("[contestants]", "min_p = 2"),
        ("attempt", "requests = 0"),
        ("attempt", "wall_s = 0"),
        ("run", "harness = []"),
        ("[contestants]", "harness = []"),
    ],
)
def test_a_number_that_means_nothing_is_refused_with_its_line(tmp_path: Path, table: str, line: str):
    (tmp_path / "prony.toml").write_text(f"# of mine\n[{table}]\n{line}\n")
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path)
    assert (caught.value.code, caught.value.where) == ("E110", f"{tmp_path}/prony.toml:3")
    assert line.split()[0] in (caught.value.hint or "")


@pytest.mark.parametrize("text", ["contestants = 3", "contestants = [3]", "run = 3", "[contestants]", "[[run]]"])
def test_a_table_of_another_shape_is_an_error_with_a_next_step(tmp_path: Path, text: str):
    (tmp_path / "prony.toml").write_text(text + "\n")
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path)
    assert caught.value.code == "E110"
    assert caught.value.hint


def test_a_key_is_refused_in_a_table_of_another_shape_too(tmp_path: Path):
    (tmp_path / "prony.toml").write_text('[contestants]\napi_key = "sk-secret"\n')
    with pytest.raises(UsageError, match="holds an API key"):
        load_config(tmp_path)


def test_home_is_the_folder_of_the_nearest_file(tmp_path: Path):
    (tmp_path / "prony.toml").write_text("")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert home(deep) == tmp_path


def test_the_cache_follows_xdg_when_that_is_absolute(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_dir() == tmp_path / "prony"
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert cache_dir() == Path.home() / ".cache" / "prony"


@pytest.fixture(params=["no HOME, no passwd entry", "an empty HOME", "a relative HOME"])
def homeless(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Somebody without a home, in a folder with a prony.toml."""
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if request.param.startswith("no HOME"):
        monkeypatch.delenv("HOME", raising=False)

        def nobody(uid: int) -> None:
            raise KeyError(uid)

        monkeypatch.setattr(pwd, "getpwuid", nobody)
    else:
        monkeypatch.setenv("HOME", "" if "empty" in request.param else "some/where")
    (tmp_path / "prony.toml").touch()
    (tmp_path / "deep").mkdir()
    monkeypatch.chdir(tmp_path / "deep")
    return tmp_path


def test_who_has_no_home_has_the_cache_beside_the_runs(homeless: Path):
    assert cache_dir() == homeless / ".prony" / "cache"


@pytest.mark.parametrize("path", ["~", "~/models/a.gguf", "~nobody-of-this-name/a.gguf"])
def test_a_home_that_nobody_knows_stays_as_it_was_written(homeless: Path, path: str):
    assert expanded(path) == Path(path)


def test_a_path_in_the_home_is_put_in_full(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("HOME", "/home/ann")
    assert expanded("~/models/a.gguf") == Path("/home/ann/models/a.gguf")
    assert expanded("models/~/a.gguf") == Path("models/~/a.gguf")


@pytest.mark.parametrize(("mark", "end"), [("\ufeff", "\n"), ("", "\r\n"), ("\ufeff", "\r\n")])
def test_prony_toml_may_begin_with_a_byte_order_mark_and_end_its_lines_as_elsewhere(
    tmp_path: Path, mark: str, end: str
):
    text = f'{mark}[run]{end}repeats = 3{end}[[contestants]]{end}label = "a"{end}catalog = "b"{end}'
    (tmp_path / "prony.toml").write_bytes(text.encode())
    config = load_config(tmp_path)
    assert (config.run.repeats, [one.name for one in config.contestants]) == (3, ["a"])


@pytest.mark.parametrize(
    "text",
    [
        '[[contestants]]\nlabel = "a"\ngguf = "\\u0000"\n',
        '[toolchains]\npython = "/usr/bin/python3\\u0000"\n',
        '[run]\nsuites = ["quick", "\\u0000"]\n',
    ],
)
def test_a_text_with_a_null_character_is_an_error_with_its_line(tmp_path: Path, text: str) -> None:
    (tmp_path / "prony.toml").write_text(text)
    with pytest.raises(UsageError, match="null character") as caught:
        load_config(tmp_path)
    assert caught.value.code == "E110"


def test_the_name_of_a_model_is_what_its_server_calls_it(tmp_path: Path) -> None:
    table = '[[contestants]]\nlabel = "a"\nmodel = "odd\\u0000"\nbase_url = "http://127.0.0.1:1/v1"\n'
    (tmp_path / "prony.toml").write_text(table)
    assert load_config(tmp_path).contestants[0].model == "odd\0"


def foreign(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the prony.toml of a folder somebody else's, as far as this user can tell."""
    owner = (folder / "prony.toml").stat().st_uid
    monkeypatch.setattr("prony.config.os.geteuid", lambda: owner + 1)


@pytest.mark.skipif(os.getuid() == 0, reason="what root wrote is trusted by everybody")
def test_what_somebody_else_wrote_is_refused_unless_its_folder_is_named(tmp_path, monkeypatch):
    (tmp_path / "prony.toml").write_text("")
    foreign(tmp_path, monkeypatch)
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path)
    assert caught.value.code == "E119"
    monkeypatch.setenv("PRONY_TRUST", str(tmp_path))
    assert load_config(tmp_path) == Config()
    monkeypatch.setenv("PRONY_TRUST", str(tmp_path / "elsewhere"))
    with pytest.raises(UsageError):
        load_config(tmp_path)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file away")
def test_what_an_ordinary_user_wrote_is_refused_for_root_but_for_who_became_root(tmp_path, monkeypatch):
    monkeypatch.delenv("SUDO_UID", raising=False)
    (tmp_path / "prony.toml").write_text("")
    os.chown(tmp_path / "prony.toml", 65534, 65534)
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path)
    assert (caught.value.code, "PRONY_TRUST" in (caught.value.hint or "")) == ("E119", True)
    monkeypatch.setenv("SUDO_UID", "65534")
    assert load_config(tmp_path) == Config()


def test_a_file_that_everybody_may_write_is_refused(tmp_path):
    (tmp_path / "prony.toml").write_text("")
    (tmp_path / "prony.toml").chmod(0o666)
    with pytest.raises(UsageError) as caught:
        load_config(tmp_path)
    assert (caught.value.code, "chmod o-w" in (caught.value.hint or "")) == ("E119", True)


def test_a_toolchain_that_somebody_else_names_is_not_started_by_a_look_around(tmp_path, monkeypatch):
    from prony.cli import app
    from prony.cli.terminal import Terminal

    (tmp_path / "node").write_text(f"#!/bin/sh\ntouch {tmp_path}/started\n")
    (tmp_path / "node").chmod(0o755)
    (tmp_path / "prony.toml").write_text(f'[toolchains]\nnode = "{tmp_path}/node"\n')
    (tmp_path / "prony.toml").chmod(0o666)
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path / "mine")
    for command in ("doctor", "estimate"):
        err = io.StringIO()
        assert app.run([command], Terminal(io.StringIO(), err)) == 2
        assert "E119" in err.getvalue()
    assert not (tmp_path / "started").exists()
