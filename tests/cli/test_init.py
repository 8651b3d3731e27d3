from __future__ import annotations

import os
from pathlib import Path

import pytest

from prony.config import load_config

NOBODY = ("--url", "http://127.0.0.1:9/v1")


def test_init_writes_a_file_that_loads_and_names_the_catalog_where_nothing_is_found(prony, tmp_path: Path):
    said = prony("init", *NOBODY)
    assert said.code == 0
    assert said.out == f"wrote {tmp_path}/prony.toml\n"
    assert "no engine answers" in said.err
    assert [one.catalog for one in load_config(tmp_path).contestants] == ["smollm2-135m", "qwen2.5-coder-0.5b"]


def test_a_file_that_stands_there_is_never_overwritten(prony, tmp_path: Path):
    (tmp_path / "prony.toml").write_text("# mine\n")
    said = prony("init", *NOBODY)
    assert (said.code, (tmp_path / "prony.toml").read_text()) == (2, "# mine\n")
    assert "error[E112]" in said.err
    assert "--force" in said.err


def test_force_keeps_every_earlier_file_beside_the_new_one(prony, tmp_path: Path):
    for text in ("# first\n", "# second\n"):
        (tmp_path / "prony.toml").write_text(text)
        assert prony("init", "--force", *NOBODY).code == 0
    assert [(tmp_path / f"prony.toml.{n}").read_text() for n in (1, 2)] == ["# first\n", "# second\n"]
    assert load_config(tmp_path).contestants


def test_print_writes_nothing(prony, tmp_path: Path):
    said = prony("init", "--print", *NOBODY)
    assert "[[contestants]]" in said.out
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_the_folder_above_is_told_of(prony, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "prony.toml").write_text("")
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    said = prony("init", *NOBODY)
    assert f"until now {tmp_path}/prony.toml counted" in said.err
    assert (tmp_path / "inner" / "prony.toml").is_file()


def test_a_file_that_is_no_model_is_an_error_with_a_code(prony, tmp_path: Path):
    (tmp_path / "x.gguf").write_bytes(b"nothing of the kind")
    said = prony("init", "--gguf", "x.gguf", *NOBODY)
    assert "error[E70" in said.err
    assert prony("init", "--gguf", "absent.gguf").code == 2
    assert not (tmp_path / "prony.toml").exists()


def test_a_link_that_leads_nowhere_is_a_file_that_stands_there(prony, tmp_path: Path):
    link = tmp_path / "prony.toml"
    link.symlink_to(tmp_path / "nowhere")
    said = prony("init", *NOBODY)
    assert (said.code, "error[E112]" in said.err) == (2, True)
    assert prony("init", "--force", *NOBODY).code == 0
    assert (tmp_path / "prony.toml.1").readlink() == tmp_path / "nowhere"
    assert not (tmp_path / "nowhere").exists()
    assert link.is_file()
    assert not link.is_symlink()


def test_a_path_that_no_file_of_text_can_hold_is_refused(prony, tmp_path: Path):
    name = os.fsdecode(b"b\xff.gguf")
    (tmp_path / name).write_bytes(b"GGUF")
    said = prony("init", "--gguf", name, *NOBODY)
    assert (said.code, "no UTF-8" in said.err) == (2, True)
    assert not (tmp_path / "prony.toml").exists()


def test_an_address_with_a_password_is_never_written(prony, tmp_path: Path):
    said = prony("init", "--url", "http://me:sk-secret@127.0.0.1:9/v1")
    assert (said.code, "user or a password" in said.err) == (2, True)
    assert "sk-secret" not in said.err + said.out
    assert not (tmp_path / "prony.toml").exists()
