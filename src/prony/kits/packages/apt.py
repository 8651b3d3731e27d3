"""apt without root: the distribution's signed packages in folders of our own, whatever this machine has installed.

Nothing of apt's own state is read or written: not the lists, not what is installed, not the pins. The sources and keys
are the machine's, without the options that would let an unsigned one through; hooks of its configuration do not run.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import platform
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from prony.config import cache_dir
from prony.errors import FetchError
from prony.fetch import Phase, Reporter
from prony.keys import environment_without_signing_key
from prony.nouns import Noun

ETC = Path("/etc/apt")
"""Where the machine's sources are."""
FRESH_S = 3600.0
"""How long an index is not asked for again."""
BASE = (
    *("adduser", "apt", "base-files", "base-passwd", "bash", "bsdutils", "ca-certificates", "coreutils", "dash"),
    *("debconf", "debianutils", "diffutils", "dpkg", "findutils", "gpgv", "grep", "gzip", "hostname"),
    *("init-system-helpers", "install-info", "libc-bin", "libc6", "login", "lsb-base", "mawk", "media-types", "mount"),
    *("ncurses-base", "ncurses-bin", "openssl", "passwd", "perl-base", "procps", "psmisc", "sed", "sensible-utils"),
    *("systemd", "sysvinit-utils", "tar", "tzdata", "ucf", "udev", "usrmerge", "util-linux"),
)
"""Packages that are left out unless a kit asks for them: the C library, which belongs to the machine's loader, and what
only installs or administers a system. Whatever else a package needs comes along, also where the machine has it."""

_POLL_S = 0.1
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
_TRUST = re.compile(
    r"\b(?:trusted|allow-insecure|allow-weak|allow-downgrade-to-insecure)=\S+?(?=[\s\]])", re.IGNORECASE
)
_TRUST_FIELD = re.compile(
    r"(?im)^(?:trusted|allow-insecure|allow-weak|allow-downgrade-to-insecure):.*(?:\n[ \t].*)*\n?"
)
_INSTALLED = re.compile(r"^Inst (\S+) (?:\[[^\]]*\] )?\((\S+) ", re.MULTILINE)
_CANDIDATE = re.compile(r"^(\S+):\n  Installed: .*\n  Candidate: (\S+)", re.MULTILINE)
_WANTED = re.compile(r"([a-z0-9][a-z0-9+.-]+)(?:>=(\S+))?")
_UNSIGNED = re.compile(
    r"NO_PUBKEY|BADSIG|EXPKEYSIG|REVKEYSIG|not signed|signatures? (?:could|were|couldn)|unauthenticated"
    r"|Hash Sum mismatch|Sub-process \S*(?:gpgv|sqv)|not valid yet|Release file .* expired",
    re.IGNORECASE,
)
_FAULT = re.compile(r"^(?:E|W|Err:\S*|  )\b.*", re.MULTILINE)
_TAIL_LINES = 4
_LINE_CHARS = 240


class Release(Noun, frozen=True, kw_only=True):
    """The release of a distribution that has Debian's packages, as os-release tells it."""

    id: str
    version: str
    label: str
    """Its full name."""
    origins: tuple[tuple[str, str], ...] = ()
    """Who signs its own packages, and the release's code name with them."""


class Chosen(Noun, frozen=True, kw_only=True):
    """A package as the solver chose it."""

    name: str
    version: str


def release() -> Release | None:
    """The release that this machine runs; None where it has no packages of Debian's kind."""
    try:
        facts = platform.freedesktop_os_release()
    except OSError:
        return None
    kin = {facts.get("ID", ""), *facts.get("ID_LIKE", "").split()}
    if not kin & {"debian", "ubuntu"}:
        return None
    code = facts.get("VERSION_CODENAME", "") if facts.get("ID") in ("debian", "ubuntu") else ""
    names = (
        ("Ubuntu", facts.get("UBUNTU_CODENAME", "")),
        ("Debian", facts.get("DEBIAN_CODENAME", "") or (code if facts.get("ID") == "debian" else "")),
    )
    return Release(
        id=facts.get("ID", ""),
        version=facts.get("VERSION_ID", "") or code or "unknown",
        label=facts.get("PRETTY_NAME", facts.get("ID", "")),
        origins=tuple((origin, name) for origin, name in names if name),
    )


def architecture() -> str:
    """This machine's name among the distribution's architectures."""
    return _ARCHITECTURES.get(platform.machine(), platform.machine())


def missing_programs() -> tuple[str, ...]:
    """Programs that it takes and this machine does not have."""
    return tuple(name for name in ("apt-get", "apt-cache", "dpkg", "dpkg-deb") if shutil.which(name) is None)


class Apt:
    """apt in folders of its own, for this machine's release. One process at a time fetches the index."""

    def __init__(self, machine: Release, reporter: Reporter) -> None:
        self._release = machine
        self._reporter = reporter
        self._folder = cache_dir() / "apt" / f"{machine.id}-{machine.version}-{architecture()}"
        self._complaint = ""
        self.updated = False
        """Whether the index was fetched here."""

    @contextlib.contextmanager
    def fresh(self, *, anew: bool = False) -> Iterator[None]:
        """Hold an index that is not older than `FRESH_S` (anew: than this call). Raises FetchError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        stamp, text = self._folder / "updated", self._settings()
        with self._locked(fcntl.LOCK_EX):
            if anew or not _is_fresh(stamp, text):
                stamp.unlink(missing_ok=True)
                self._update()
                self.updated = True
                if not self._complaint:
                    stamp.write_text(text)
        with self._locked(fcntl.LOCK_SH):
            yield

    def candidates(self, names: tuple[str, ...]) -> dict[str, str]:
        """The version that the release has of each package; packages that it has not are left out."""
        said = self._run(["apt-cache", "policy", *names], {"Dir::State::status": "/dev/null"})
        return {name: version for name, version in _CANDIDATE.findall(said) if version != "(none)"}

    def holds(self, wanted: tuple[str, ...]) -> bool:
        """Whether the release has all of `wanted`, each `NAME` or `NAME>=VERSION`."""
        asked = dict(map(_named, wanted))
        have = self.candidates(tuple(asked))
        return all(name in have and (not least or _at_least(have[name], least)) for name, least in asked.items())

    def choose(self, wanted: tuple[str, ...], also: tuple[str, ...]) -> tuple[Chosen, ...]:
        """What `wanted` takes beside the base, from which the packages `also` are wanted, too. Raises FetchError."""
        names = tuple(_named(word)[0] for word in (*wanted, *also))
        base = tuple(name for name in BASE if name not in names)
        # Else apt might choose what stands in the status without its dependencies once more.
        pins = f"Package: {' '.join(base)}\nPin: release *\nPin-Priority: -1\n\n{_preferences(self._release)}"
        with tempfile.TemporaryDirectory(prefix="choice-", dir=self._folder) as scratch:
            status, preferences = Path(scratch, "status"), Path(scratch, "preferences")
            status.write_text(self._status(base))
            preferences.write_text(pins)
            options = {"Dir::State::status": str(status), "Dir::Etc::preferences": str(preferences)}
            command = ["apt-get", "--simulate", "-qq", "--no-install-recommends", "install", *names]
            said = self._run(command, options)
        found = ((name.partition(":")[0], version) for name, version in _INSTALLED.findall(said))
        return tuple(Chosen(name=name, version=version) for name, version in found)

    def download(self, chosen: tuple[Chosen, ...], into: Path, growing: Callable[[int], None]) -> None:
        """Fetch packages into a folder, each checked by the digest in the signed index. Raises FetchError."""
        words = [f"{package.name}={package.version}" for package in chosen]
        self._run(["apt-get", "-qq", "download", *words], {"Dir::State::status": "/dev/null"}, into, growing)

    def complaint(self) -> str:
        """What apt complained of when it fetched the index last; empty where it did not."""
        return self._complaint

    def _update(self) -> None:
        self._reporter.say(Phase.SOURCE, f"the index of {self._release.label}")
        try:
            said = self._run(["apt-get", "-q", "update"], {"Dir::State::status": "/dev/null"})
        except FetchError as error:
            if error.code == "E713":
                raise
            # One source of several may be broken; whether that matters shows when packages are looked for.
            said = f"E: {error.cause}"
        self._complaint = "\n".join(line for line in said.splitlines() if line.startswith(("E:", "W:", "Err:")))

    def _status(self, names: tuple[str, ...]) -> str:
        """A list of installed packages that names `names`, in the release's own versions, and nothing else."""
        have = self.candidates(names)
        if not have:
            return ""
        said = self._run(["apt-cache", "show", "--no-all-versions", *have], {"Dir::State::status": "/dev/null"})
        fields = ("Package", "Version", "Architecture", "Multi-Arch", "Provides")
        stanzas = []
        for stanza in said.split("\n\n"):
            kept = [line for line in stanza.splitlines() if line.partition(":")[0] in fields]
            if kept:
                about = "Status: install ok installed\nMaintainer: none\nDescription: of the base"
                stanzas.append("\n".join([*kept, about]))
        return "\n\n".join(stanzas) + "\n"

    def _settings(self) -> str:
        """Write what apt is told; a text that is another one where something of it changed."""
        etc, lists = self._folder / "etc", self._folder / "lists"
        for folder in (etc / "sources.list.d", lists / "partial", self._folder / "archives" / "partial"):
            folder.mkdir(parents=True, exist_ok=True)
        sources = _sources()
        for old in (etc / "sources.list.d").iterdir():
            if old.name not in sources:
                old.unlink(missing_ok=True)
        for name, text in sources.items():
            _write(etc / "sources.list.d" / name, text)
        _write(etc / "preferences", _preferences(self._release))
        config = _CONFIG.format(folder=self._folder, etc=etc, architecture=architecture())
        _write(etc / "apt.conf", config)
        told = repr((config, _preferences(self._release), sorted(sources.items())))
        return hashlib.sha256(told.encode()).hexdigest()

    def _run(
        self,
        command: list[str],
        options: dict[str, str],
        into: Path | None = None,
        growing: Callable[[int], None] | None = None,
    ) -> str:
        """What a program of apt printed. Raises FetchError where it fails."""
        words = [command[0], "-c", str(self._folder / "etc" / "apt.conf")]
        words += [part for name, value in options.items() for part in ("-o", f"{name}={value}")]
        said, status = run([*words, *command[1:]], self._reporter, into or self._folder, growing)
        if status:
            raise failed(f"{command[0]} does not do what it was asked for", said)
        return said

    @contextlib.contextmanager
    def _locked(self, kind: int) -> Iterator[None]:
        handle = os.open(self._folder / "lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        try:
            waited = False
            while not _taken(handle, kind):
                if not waited:
                    self._reporter.say(Phase.SOURCE, "another process is fetching the index; waiting for that")
                waited = True
                self._reporter.check()
                time.sleep(_POLL_S)
            yield
        finally:
            os.close(handle)


def run(
    command: list[str], reporter: Reporter, folder: Path, growing: Callable[[int], None] | None = None
) -> tuple[str, int]:
    """Run a program in `folder` to its end: what it printed, and its status. It ends with whoever has had enough.

    growing: called a few times a second with the bytes that lie in the folder.
    """
    environment = {**environment_without_signing_key(), "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"}
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
        )
        try:
            while child.poll() is None:
                reporter.check()
                if growing is not None:
                    growing(sum(entry.stat().st_size for entry in folder.glob("**/*.deb*") if entry.is_file()))
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.wait(_POLL_S)
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        out.seek(0)
        return out.read().decode("utf-8", "replace"), child.returncode


def failed(what: str, said: str) -> FetchError:
    """The error for a program of apt or dpkg that failed and printed `said`."""
    lines = [line.strip()[:_LINE_CHARS] for line in said.splitlines() if line.strip()]
    cause = "\n".join([line for line in lines if line.startswith(("E:", "W:", "dpkg"))][-_TAIL_LINES:] or lines[-2:])
    if "No space left on device" in said or "Disk quota exceeded" in said:
        return FetchError("E713", "not enough room on the disk for packages", where=str(cache_dir()), cause=cause)
    if _UNSIGNED.search(said):
        return FetchError("E712", f"{what}: something is not signed as it must be", cause=cause)
    return FetchError("E711", what, cause=cause or None)


def _named(word: str) -> tuple[str, str]:
    """The name in `NAME` or `NAME>=VERSION`, and the version."""
    match = _WANTED.fullmatch(word)
    assert match is not None, f"{word!r} is no package"
    return match[1], match[2] or ""


def _at_least(version: str, least: str) -> bool:
    """Compare versions without their epochs, which nobody knows by heart."""
    plain = version.partition(":")[2] or version
    return subprocess.run(["dpkg", "--compare-versions", plain, "ge", least], check=False).returncode == 0


def _is_fresh(stamp: Path, text: str) -> bool:
    try:
        return stamp.read_text() == text and 0 <= time.time() - stamp.stat().st_mtime < FRESH_S
    except OSError:
        return False


def _sources() -> dict[str, str]:
    """The machine's sources by name of file, without what would let an unsigned or a hand-fed one through."""
    texts = {}
    for path in (ETC / "sources.list", *sorted((ETC / "sources.list.d").glob("*"))):
        if path.suffix not in (".list", ".sources") or not path.is_file():
            continue
        try:
            text = path.read_text("utf-8", "replace")
        except PermissionError:  # some packages hide the password in theirs
            continue
        if path.suffix == ".list":
            text = "\n".join(_TRUST.sub("", line) for line in text.splitlines() if "cdrom:" not in line) + "\n"
            text = re.sub(r"\[\s*\]", "", text)
        else:
            text = _TRUST_FIELD.sub("", text)
        texts[path.name if path.parent != ETC else f"machine{path.suffix}"] = text
    return texts


def _preferences(machine: Release) -> str:
    """Pins that put the release's own packages before those of others, and backports behind."""
    pins = [("release a=*-backports*", 100)]
    pins += [
        (f"release o={origin},n={name}{pocket}", 990)
        for origin, name in machine.origins
        for pocket in ("", "-updates", "-security")
    ]
    return "\n".join(f"Package: *\nPin: {pin}\nPin-Priority: {priority}\n" for pin, priority in pins)


def _write(path: Path, text: str) -> None:
    """Write a file whole, unless it says that already."""
    with contextlib.suppress(OSError, UnicodeDecodeError):
        if path.read_text() == text:
            return
    handle, temporary = tempfile.mkstemp(dir=path.parent.parent)
    with os.fdopen(handle, "w") as stream:
        stream.write(text)
    os.replace(temporary, path)


def _taken(handle: int, kind: int) -> bool:
    try:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


_CONFIG = """\
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
#clear APT::Architectures;
APT::Architecture "{architecture}";
APT::Architectures {{ "{architecture}"; }};
APT::Default-Release "";
APT::Sandbox::User "";
APT::Get::AllowUnauthenticated "false";
APT::Get::Always-Include-Phased-Updates "true";
APT::Color "0";
Acquire::AllowInsecureRepositories "false";
Acquire::AllowWeakRepositories "false";
Acquire::AllowDowngradeToInsecureRepositories "false";
Acquire::Languages "none";
Acquire::PDiffs "false";
Acquire::Retries "2";
Acquire::IndexTargets::deb::DEP-11::DefaultEnabled "false";
Acquire::IndexTargets::deb::Contents-deb::DefaultEnabled "false";
Acquire::IndexTargets::deb-src::Sources::DefaultEnabled "false";
Debug::NoLocking "1";
Dir::State "{folder}";
Dir::State::lists "{folder}/lists";
Dir::State::extended_states "{folder}/extended";
Dir::Cache "{folder}";
Dir::Cache::archives "{folder}/archives";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
Dir::Etc::sourcelist "/dev/null";
Dir::Etc::sourceparts "{etc}/sources.list.d";
Dir::Etc::preferences "{etc}/preferences";
Dir::Etc::preferencesparts "/dev/null";
"""
