"""Packages of Debian and Ubuntu without root: signed, the same on every machine, one tree that holds anywhere."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from debian_repository import Key, Repository, keys, missing

from prony.config import cache_dir
from prony.errors import FetchError
from prony.fetch import Progress, Reporter, Stopped
from prony.kits.packages import Debian, apt, debian
from prony.kits.packages.apt import Release

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"this machine lacks {missing()}")

MACHINE = Release(id="debian", version="99", label="Debian 99", origins=(("Debian", "testing-name"),))
OURS, THEIRS = "ours", "theirs"


@pytest.fixture(scope="module")
def signers() -> Iterator[dict[str, Key]]:
    with keys(OURS, THEIRS) as made:
        yield dict(zip((OURS, THEIRS), made, strict=True))


@pytest.fixture
def repository(tmp_path: Path, signers: dict[str, Key], monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A signed repository that this machine's sources name, and nothing else: `tool`, with what it needs."""
    made = Repository(tmp_path / "repository")
    made.add("libc6", files={"lib/libc.so.6": "libc"})
    made.add("zlib1g", files={"lib/libz.so.1.2": "libz"}, links={"lib/libz.so.1": "libz.so.1.2"}, Depends="libc6")
    made.add("debconf", files={"usr/bin/debconf": "debconf"}, Depends="perl-base")
    made.add("extra", files={"usr/bin/extra": "extra"})
    made.add(
        "tool",
        "1:2.0-1",
        files={"usr/bin/tool2": "tool", "usr/lib/tool/part": "part"},
        links={
            "usr/bin/tool": "/usr/bin/tool2",
            "usr/lib/tool/z": "/lib/libz.so.1",
            "etc/tool": "/etc/alternatives/tool",
        },
        postinst=f"touch {tmp_path}/ran",
        Depends="libc6, zlib1g (>= 0.5), debconf | debconf-2.0",
        Recommends="extra",
    )
    made.publish(signers[OURS])
    etc = tmp_path / "etc"
    (etc / "sources.list.d").mkdir(parents=True)
    name_source(etc, made, signers[OURS])
    monkeypatch.setattr(apt, "ETC", etc)
    for room in (apt, debian):
        monkeypatch.setattr(room, "release", lambda: MACHINE)
    return made


def name_source(etc: Path, repository: Repository, key: Key, file: str = "sources.list", options: str = "") -> None:
    line = f"deb [signed-by={key.public} {options}] file:{repository.folder} ./\n"
    (etc / file).write_text(line)


def wanted(*packages: str, **more: object) -> Debian:
    facts = {"licence": "MIT", "download_bytes": 1, "unpacked_bytes": 1}
    return Debian(packages=packages or ("tool",), **(facts | more))  # type: ignore[arg-type]


Lay = Callable[..., list[str]]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lay packages into `tmp_path/kit`: the names of the pieces. `steps` gets what is told meanwhile."""

    def do(
        package: Debian, steps: list[Progress] | None = None, cancelled: Callable[[], bool] = lambda: False
    ) -> list[str]:
        into = tmp_path / "kit"
        into.mkdir(exist_ok=True)
        tell = (lambda step: steps.append(step)) if steps is not None else (lambda step: None)
        return [piece.name for piece in package.lay(into, Reporter(package.name, 1, tell, cancelled))]

    return do


def test_what_a_package_needs_comes_along_whatever_the_machine_has_but_for_the_base(
    repository: Repository, lay: Lay
) -> None:
    assert sorted(lay(wanted())) == ["tool", "zlib1g"]
    assert sorted(lay(wanted(also=("libc6",)))) == ["libc6", "tool", "zlib1g"]


def test_a_piece_names_the_version_and_the_digest_of_its_archive(repository: Repository, tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    pieces = {
        piece.name: piece
        for piece in wanted().lay(tmp_path / "kit", Reporter("x", 1, lambda step: None, lambda: False))
    }
    archive = repository.folder / "tool_1:2.0-1.deb"
    assert pieces["tool"].version == "1:2.0-1"
    assert pieces["tool"].sha256 == hashlib.sha256(archive.read_bytes()).hexdigest()


def test_the_tree_holds_wherever_it_is_bound(repository: Repository, lay: Lay, tmp_path: Path) -> None:
    lay(wanted())
    moved = (tmp_path / "kit").rename(tmp_path / "elsewhere")
    assert (moved / "usr/bin/tool").read_text() == "tool"
    assert (moved / "usr/lib/tool/z").read_text() == "libz"
    assert (moved / "usr/lib/libz.so.1").read_text() == (moved / "lib/libz.so.1.2").read_text() == "libz"
    links = [path for path in moved.rglob("*") if path.is_symlink()]
    assert links
    assert all(path.exists() and not os.path.isabs(os.readlink(path)) for path in links)
    assert not os.path.lexists(moved / "etc/tool"), "a link that only a script of the package would make hold"


def test_no_script_of_a_package_runs(repository: Repository, lay: Lay, tmp_path: Path) -> None:
    lay(wanted())
    assert not (tmp_path / "ran").exists()


def test_no_hook_of_the_machines_configuration_runs(
    repository: Repository, lay: Lay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "apt.conf").write_text(
        "".join(f'APT::Update::{when}-Invoke {{ "touch {tmp_path}/ran"; }};\n' for when in ("Pre", "Post"))
    )
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    lay(wanted())
    assert not (tmp_path / "ran").exists()


def test_a_release_without_a_package_gives_the_next_best(repository: Repository, lay: Lay) -> None:
    assert lay(wanted("absent", "tool", otherwise=(("tool>=9",), ("zlib1g>=1.0",)))) == ["zlib1g"]


def test_a_package_that_the_release_has_not_is_told_with_the_next_step(
    repository: Repository, lay: Lay, tmp_path: Path
) -> None:
    with pytest.raises(FetchError) as refused:
        lay(wanted("absent"))
    assert refused.value.code == "E711"
    assert "Debian 99 has no package absent" in str(refused.value)
    assert "install absent" in str(refused.value)
    assert not list((tmp_path / "kit").iterdir())


@pytest.mark.parametrize("options", ["", "trusted=yes", "allow-insecure=yes"])
def test_an_index_without_a_signature_is_refused_even_where_the_machine_trusts_it(
    repository: Repository, lay: Lay, signers: dict[str, Key], tmp_path: Path, options: str
) -> None:
    repository.publish(None)
    name_source(tmp_path / "etc", repository, signers[OURS], options=options)
    with pytest.raises(FetchError, match="signed") as refused:
        lay(wanted())
    assert refused.value.code == "E712"


def test_trust_in_a_deb822_source_is_left_out_too(
    repository: Repository, lay: Lay, signers: dict[str, Key], tmp_path: Path
) -> None:
    repository.publish(None)
    (tmp_path / "etc/sources.list").unlink()
    (tmp_path / "etc/sources.list.d/own.sources").write_text(
        f"Types: deb\nURIs: file:{repository.folder}\nSuites: ./\nTrusted: yes\nSigned-By: {signers[OURS].public}\n"
    )
    with pytest.raises(FetchError, match="signed"):
        lay(wanted())
    repository.publish(signers[OURS])
    assert "tool" in lay(wanted())


def test_an_index_that_another_key_signed_is_refused(repository: Repository, lay: Lay, signers: dict[str, Key]) -> None:
    repository.publish(signers[THEIRS])
    with pytest.raises(FetchError) as refused:
        lay(wanted())
    assert refused.value.code == "E712"


def test_an_archive_that_is_not_what_the_index_says_is_refused(
    repository: Repository, lay: Lay, tmp_path: Path
) -> None:
    archive = repository.folder / "zlib1g_1.0.deb"
    data = bytearray(archive.read_bytes())
    data[-200] ^= 1
    archive.write_bytes(data)
    with pytest.raises(FetchError) as refused:
        lay(wanted())
    assert refused.value.code == "E712"
    assert not list((tmp_path / "kit").iterdir())


def test_an_old_index_is_fetched_anew_when_the_mirror_has_forgotten_its_versions(
    repository: Repository, lay: Lay, signers: dict[str, Key]
) -> None:
    assert "tool" in lay(wanted())
    (repository.folder / "zlib1g_1.0.deb").unlink()
    repository.add("zlib1g", "1.1", Depends="libc6")
    repository.publish(signers[OURS])
    steps: list[Progress] = []
    assert "zlib1g" in lay(wanted(), steps)
    assert [step.message for step in steps if "index" in step.message] == [
        "once more, with a new index",
        "the index of Debian 99",
    ]


def test_the_releases_own_packages_come_before_newer_ones_of_others(
    repository: Repository, lay: Lay, signers: dict[str, Key], tmp_path: Path
) -> None:
    others = Repository(tmp_path / "others")
    others.add("tool", "1:9.0-1")
    others.add("gadget", "1.0", Depends="zlib1g")
    others.publish(signers[THEIRS], origin="Others")
    backports = Repository(tmp_path / "backports")
    backports.add("zlib1g", "9.0")
    backports.publish(signers[OURS], code="testing-name-backports")
    for name, made, key in (("b.list", others, THEIRS), ("c.list", backports, OURS)):
        name_source(tmp_path / "etc/sources.list.d", made, signers[key], file=name)
    apt_pieces = wanted("tool", "gadget").lay(
        tmp_path / "repository", Reporter("x", 1, lambda step: None, lambda: False)
    )
    assert {piece.name: piece.version for piece in apt_pieces} == {"tool": "1:2.0-1", "gadget": "1.0", "zlib1g": "1.0"}


def test_a_broken_source_of_somebody_else_keeps_nothing_from_coming(
    repository: Repository, lay: Lay, signers: dict[str, Key], tmp_path: Path
) -> None:
    name_source(tmp_path / "etc/sources.list.d", Repository(tmp_path / "empty"), signers[THEIRS], file="b.list")
    assert "tool" in lay(wanted())


def test_many_at_once_fetch_one_index(repository: Repository, tmp_path: Path) -> None:
    steps: list[Progress] = []
    names: list[str] = []

    def work(number: int) -> None:
        into = tmp_path / f"kit{number}"
        into.mkdir()
        pieces = wanted().lay(into, Reporter("x", 1, steps.append, lambda: False))
        names.extend(piece.name for piece in pieces)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(names) == sorted(["tool", "zlib1g"] * 3)
    assert [step.message for step in steps].count("the index of Debian 99") == 1


def test_who_has_had_enough_leaves_nothing_behind(repository: Repository, lay: Lay, tmp_path: Path) -> None:
    steps: list[Progress] = []
    with pytest.raises(Stopped):
        lay(wanted(), steps, cancelled=lambda: len(steps) > 1)
    assert not list((tmp_path / "kit").iterdir())
    assert not list(tmp_path.glob(".debian-*"))


def test_another_distribution_is_told_the_next_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "release", lambda: None)
    assert "this machine is neither: install tool" in wanted().lacking()
    monkeypatch.setattr(debian, "release", lambda: MACHINE)
    monkeypatch.setattr(debian, "missing_programs", lambda: ("dpkg-deb",))
    assert "dpkg-deb is missing" in wanted().lacking()


def test_another_release_makes_another_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "release", lambda: MACHINE)
    before = wanted().recipe()
    monkeypatch.setattr(debian, "release", lambda: msgspec.structs.replace(MACHINE, version="100"))
    assert wanted().recipe() != before


@pytest.mark.parametrize(
    ("facts", "origins"),
    [
        ("ID=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n", (("Debian", "bookworm"),)),
        ("ID=ubuntu\nID_LIKE=debian\nVERSION_CODENAME=noble\nUBUNTU_CODENAME=noble\n", (("Ubuntu", "noble"),)),
        ("ID=linuxmint\nID_LIKE=ubuntu debian\nUBUNTU_CODENAME=noble\n", (("Ubuntu", "noble"),)),
        ("ID=raspbian\nID_LIKE=debian\nVERSION_ID=12\nVERSION_CODENAME=bookworm\n", ()),
    ],
)  # fmt: skip
def test_a_machines_release_is_read_from_os_release(
    monkeypatch: pytest.MonkeyPatch, facts: str, origins: tuple[tuple[str, str], ...]
) -> None:
    table = dict(line.split("=") for line in facts.splitlines())
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: table)
    found = apt.release()
    assert found is not None
    assert found.origins == origins


def test_no_other_system_is_taken_for_one_of_debians(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.freedesktop_os_release", lambda: {"ID": "fedora"})
    assert apt.release() is None


def test_a_full_disk_is_told_as_what_it_is() -> None:
    error = apt.failed("apt-get", "E: Write error - write (28: No space left on device)\n")
    assert (error.code, error.cause) == ("E713", "E: Write error - write (28: No space left on device)")


@pytest.mark.slow
def test_a_package_of_this_machines_own_release_comes_as_it_is(tmp_path: Path) -> None:
    package = wanted("hello")
    if package.lacking():
        pytest.skip(package.lacking())
    into = tmp_path / "kit"
    into.mkdir()
    try:
        pieces = package.lay(into, Reporter("hello", 1, lambda step: None, lambda: False))
    except FetchError as error:
        if error.code != "E711":
            raise
        pytest.skip(f"offline: {error}")
    assert [piece.name for piece in pieces] == ["hello"]
    assert (into / "usr/bin/hello").is_file()
    assert list((cache_dir() / "apt").iterdir())
