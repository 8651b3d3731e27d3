"""The claim that a bundle made here verifies elsewhere: in another home, by another user, in an empty folder."""

from __future__ import annotations

import base64
import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from bundle_tools import anew, contents
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from prony.bundles import recheck
from prony.bundles.manifest import events_name
from prony.bundles.signing import SigningKey
from prony.errors import BundleError
from prony.grading import GRADER
from prony.journal.events import GENESIS, line_hash
from prony.sandbox import find_backend


class Person:
    """Somebody with a home, a config folder and a folder to work in that nobody else shares."""

    def __init__(self, place: Path) -> None:
        self.home, self.work = place / "home", place / "work"
        self.home.mkdir(parents=True)
        self.work.mkdir()
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "XDG_CACHE_HOME") if name in os.environ}
        self.environment = {**kept, "HOME": str(self.home), "CI": "1", "COLUMNS": "140"}

    def calls(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", "from prony.cli import main; main()", *words],
            cwd=self.work,
            env=self.environment | environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    @property
    def key_file(self) -> Path:
        return self.home / ".config" / "prony" / "signing.key"


@pytest.fixture
def maker(tmp_path, recorded) -> Person:
    one = Person(tmp_path / "maker")
    shutil.copytree(recorded, one.work / "runs" / recorded.name)
    return one


@pytest.fixture
def reader(tmp_path) -> Person:
    return Person(tmp_path / "reader")


@pytest.fixture
def published(maker) -> Path:
    done = maker.calls("bundle", "-o", "b.tar")
    assert done.returncode == 0, done.stderr
    return maker.work / "b.tar"


def test_a_bundle_made_here_verifies_elsewhere_and_shows_the_same_board(maker, reader, published):
    found = json.loads(reader.calls("verify", str(published), "--json").stdout)
    assert found["holds"]
    assert found["faults"] == []
    theirs = json.loads(maker.calls("board", "last", "--json").stdout)
    (board,) = found["boards"]
    for field in ("suite_digest", "sentence", "tasks", "models", "references", "ranking"):
        assert board[field] == theirs[field], field
    assert [path.name for path in reader.work.iterdir()] == []


def test_the_first_bundle_makes_a_key_and_says_so_and_shows_it_never(maker):
    first = maker.calls("bundle", "-o", "1.tar")
    assert f"a key was made to sign with, and is kept in {maker.key_file}" in first.stderr
    assert stat.S_IMODE(maker.key_file.stat().st_mode) == 0o600
    assert stat.S_IMODE(maker.key_file.parent.stat().st_mode) == 0o700
    second = maker.calls("bundle", "-o", "2.tar")
    assert "a key was made" not in second.stderr
    private = maker.key_file.read_text().splitlines()[1]
    seed = base64.b64decode(private)[-32:]
    for data in (first.stdout, first.stderr, second.stdout, second.stderr, *map(_bytes, maker.work.rglob("*"))):
        data = data if isinstance(data, bytes) else data.encode()
        assert private.encode() not in data
        assert seed not in data
        assert seed.hex().encode() not in data


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def test_a_key_is_unknown_then_known_and_can_be_pinned(reader, published):
    first = reader.calls("verify", str(published))
    assert first.returncode == 0
    assert "which you have not seen before" in first.stdout
    key = json.loads(reader.calls("verify", str(published), "--json").stdout)["key"]
    assert key in first.stdout
    assert "which you have seen before: first on 20" in reader.calls("verify", str(published)).stdout
    known = reader.key_file.with_name("known_keys")
    known.write_text(known.read_text().rstrip() + " Jane of the lab")
    assert "your name for it is Jane of the lab" in reader.calls("verify", str(published)).stdout
    typed = key.replace("-", "").upper()
    assert "the key that you asked for" in reader.calls("verify", str(published), "--key", typed).stdout
    other = reader.calls("verify", str(published), "--key", "0123" * 8)
    assert other.returncode == 1
    assert "E153" in other.stderr
    short = reader.calls("verify", str(published), "--key", key[:9])
    assert short.returncode == 2


def test_keys_that_are_known_stay_known_beside_a_new_one(reader, published, small):
    known = reader.key_file.with_name("known_keys")
    known.parent.mkdir(parents=True)
    kept = reader.home / "kept"
    kept.write_text("# mine\nffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff 2026-01-01 Joe")
    known.symlink_to(kept)
    assert reader.calls("verify", str(published)).returncode == 0
    assert reader.calls("verify", str(small.path)).returncode == 0
    lines = kept.read_text().splitlines()
    assert lines[:2] == ["# mine", "ffff-ffff-ffff-ffff-ffff-ffff-ffff-ffff 2026-01-01 Joe"]
    assert len(lines) == 4
    assert known.is_symlink()


def test_a_bundle_that_does_not_hold_is_not_shown_not_known_and_not_taken_in(reader, published):
    data = bytearray(published.read_bytes())
    data[len(data) // 2] ^= 1
    published.write_bytes(data)
    done = reader.calls("verify", str(published), "--add", "--regrade")
    assert done.returncode == 1
    assert "DOES NOT HOLD" in done.stdout
    assert "E152" in done.stdout
    assert "solved" not in done.stdout
    assert list(reader.work.iterdir()) == []
    assert not (reader.home / ".config").exists()


def test_what_is_taken_in_is_a_run_from_elsewhere(reader, published, recorded):
    done = reader.calls("verify", str(published), "--add")
    assert done.returncode == 0, done.stderr
    folder = reader.work / "runs" / recorded.name
    assert not (folder / "begun.mac").exists()
    assert msgspec.json.decode((folder / "bundle.json").read_bytes())["schema"] == "prony.bundle_origin/1"
    board = json.loads(reader.calls("board", "--json").stdout)
    assert [run["imported"] for run in board["runs"]] == [True]
    assert any("not known to have begun here" in note for note in board["notes"])
    again = reader.calls("verify", str(published), "--add")
    assert again.returncode == 1
    assert "E157" in again.stderr
    shown = reader.calls("show", board["next_steps"][0].split()[-1] if board["next_steps"] else "a")
    assert shown.returncode in (0, 3)


def test_a_run_that_was_taken_in_keeps_nobodys_runs_from_being_the_last(reader, published):
    assert reader.calls("verify", str(published), "--add", "-q").returncode == 0
    assert reader.calls("bundle", "--list").returncode == 0


def test_submissions_of_a_bundle_graded_again_here_agree(reader, published):
    done = reader.calls("verify", str(published), "--regrade", "--sample", "12", "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)["regraded"]
    assert found["chosen"] == 12
    assert found["agree"] == 12
    assert not found.keys() & {"disagree", "other_versions", "not_graded"}


def forged(made, key, path: Path) -> Path:
    """The bundle with every failed grade made a solved one of this version, chained and signed anew by its maker."""
    name = events_name(made.manifest.runs[0].id)
    prev, out, count = GENESIS, [], 0
    for number, line in enumerate(contents(made.path)[name].splitlines()):
        event = msgspec.json.decode(line)
        grade = event.get("grade", {})
        if grade and not grade["solved"] and grade["verdict"] == "fail":
            grade |= {"solved": True, "verdict": "pass", "score": grade["scale"]}
            count += 1
        if grade:
            grade["grader"] = GRADER
        event |= {"seq": number, "prev": prev}
        fresh = msgspec.json.encode(event)
        out.append(fresh + b"\n")
        prev = line_hash(fresh)
    assert count
    run = msgspec.structs.replace(made.manifest.runs[0], head=prev, graders=(GRADER,))
    changed = msgspec.structs.replace(made.manifest, runs=(run,))
    return anew(key, made._replace(manifest=changed), path, **{name: b"".join(out)})


def test_grades_that_do_not_follow_from_what_was_handed_in_are_named(reader, recorded, make, key, tmp_path, verified):
    path = forged(make(recorded), key, tmp_path / "forged.tar")
    assert verified(path).holds
    done = reader.calls("verify", str(path), "--regrade")
    assert done.returncode == 1
    assert "DISAGREE" in done.stdout
    assert "there solved, " in done.stdout
    assert "; here failed, " in done.stdout


def test_without_the_suite_nothing_is_graded_again_and_it_is_said(reader, small):
    done = reader.calls("verify", str(small.path), "--regrade")
    assert done.returncode == 4
    assert "not graded: 2, since suite quick 1 is not here at digest dddddddddddd" in done.stdout


async def test_where_nothing_isolates_no_program_of_a_bundle_is_run(recorded, monkeypatch):
    monkeypatch.setattr(recheck, "find_backend", lambda name: find_backend("bare"))
    monkeypatch.setattr(recheck, "sandbox_for", None)
    with pytest.raises(BundleError) as told:
        await recheck.recheck([recorded])
    assert told.value.code == "E158"


@pytest.fixture
def own(build_run, maker) -> str:
    """A run of the maker's whose plan names a folder and an engine of theirs."""
    run = build_run("own")
    run.identify("m")
    run.attempt("m", "one", solved=True)
    run.finish("partial")
    shutil.copytree(run.dir, maker.work / "runs" / "own")
    return "own"


def test_a_record_can_be_shown_to_be_what_was_committed_to(maker, reader, own, tmp_path):
    maker.calls("bundle", own, "-o", "own.tar")
    run, salt = maker.calls("bundle", own, "--open").stdout.split()
    assert run == own
    shown = tmp_path / "shown" / run
    shutil.copytree(maker.work / "runs" / run, shown)

    def compared(salt: str) -> subprocess.CompletedProcess[str]:
        return reader.calls("verify", str(maker.work / "own.tar"), "--original", str(shown), "--salt", salt)

    assert compared(salt).returncode == 0
    assert "are those that the bundle commits to" in compared(salt).stdout
    assert compared("00" * 32).returncode == 1
    assert compared("no salt").returncode == 2
    lines = (shown / "events.jsonl").read_bytes().splitlines(keepends=True)
    (shown / "events.jsonl").write_bytes(b"".join([*lines[:-1], lines[-1].replace(b"partial", b"complete")]))
    assert f"event {len(lines) - 1} of the record is NOT" in compared(salt).stdout
    (shown / "events.jsonl").write_bytes(b"".join(lines[:-1]))
    assert f"event {len(lines) - 1} of the record is NOT" in compared(salt).stdout


def test_the_original_of_a_run_in_which_nothing_changed_is_its_own_commitment(maker, reader, published, recorded):
    run, salt = maker.calls("bundle", recorded.name, "--open").stdout.split()
    done = reader.calls("verify", str(published), "--original", str(maker.work / "runs" / run), "--salt", salt)
    assert done.returncode == 0, done.stderr


def test_runs_of_two_versions_of_a_suite_have_a_board_each(reader, build_run, make):
    for name, digest in (("old", "a" * 64), ("new", "b" * 64)):
        run = build_run(name, digest=digest)
        run.identify("m")
        run.attempt("m", "one", solved=True)
        run.finish()
    made = make(run.dir.parent / "old", run.dir.parent / "new", publish=("quick",))
    found = json.loads(reader.calls("verify", str(made.path), "--json").stdout)
    assert {board["suite_digest"] for board in found["boards"]} == {"a" * 64, "b" * 64}


# --- the key ---------------------------------------------------------------------------------------------------------


def test_a_key_from_the_environment_signs_and_is_kept_nowhere(maker):
    seed = base64.b64encode(bytes(range(32))).decode()
    done = maker.calls("bundle", "--json", PRONY_SIGNING_KEY=seed)
    key = SigningKey(Ed25519PrivateKey.from_private_bytes(bytes(range(32))))
    assert json.loads(done.stdout)["key"] == key.fingerprint
    assert not maker.key_file.exists()


@pytest.mark.parametrize("told", ["x", "AAAA", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])
def test_a_key_that_is_none_is_refused_and_not_shown(maker, told):
    done = maker.calls("bundle", PRONY_SIGNING_KEY=told)
    assert done.returncode == 1
    assert "E151" in done.stderr
    assert told not in done.stderr
    assert not list(maker.work.glob("*.tar"))


def test_a_key_that_others_may_read_is_refused(maker):
    maker.calls("bundle", "-o", "1.tar")
    maker.key_file.chmod(0o644)
    done = maker.calls("bundle", "-o", "2.tar")
    assert "E151" in done.stderr
    assert "chmod 600" in done.stderr


def test_no_key_is_made_in_a_project(maker):
    done = maker.calls("bundle", XDG_CONFIG_HOME=str(maker.work / "config"))
    assert "E151" in done.stderr
    assert not (maker.work / "config").exists()


def test_listing_makes_no_key_and_writes_nothing(maker, own):
    before = sorted(maker.work.rglob("*"))
    done = maker.calls("bundle", own, "--list")
    assert done.returncode == 0
    assert "paths of suites" in done.stderr
    assert "suite quick, as private-dddddddd: no text goes along" in done.stderr
    assert not maker.key_file.exists()
    assert sorted(maker.work.rglob("*")) == before


@pytest.mark.parametrize("target", ["runs/x.tar", ".prony/x.tar", "prony.toml", "no/such/folder/x.tar", "runs"])
def test_no_bundle_is_written_over_a_record_or_nowhere(maker, target):
    done = maker.calls("bundle", "-o", target)
    assert done.returncode == 2
    assert "E109" in done.stderr


def test_a_suite_that_no_run_has_cannot_be_published(maker):
    done = maker.calls("bundle", "--publish-suite", "acme")
    assert done.returncode == 2
    assert "E101" in done.stderr
    assert "quick" in done.stderr


def test_a_key_of_openssl_signs(maker):
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    maker.key_file.parent.mkdir(parents=True)
    subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", maker.key_file], check=True)
    maker.key_file.chmod(0o600)
    assert maker.calls("bundle", "-o", "b.tar").returncode == 0
    assert maker.calls("verify", "b.tar").returncode == 0
