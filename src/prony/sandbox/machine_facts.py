"""What this machine says of user namespaces, before anything is tried: settings, profiles, containers."""

from __future__ import annotations

import re
from pathlib import Path

from prony.nouns import Noun

_OTHER_PROFILES = "usr/share/apparmor/extra-profiles/bwrap-userns-restrict"
_PROFILES = "etc/apparmor.d"


class MachineFacts(Noun, frozen=True, kw_only=True):
    """Facts from files. They explain a failure; whether isolation works is only ever tried."""

    distribution: str = ""
    """`PRETTY_NAME` of os-release."""
    kernel: str = ""
    """Release of the kernel, with its version."""
    apparmor_restricts: bool = False
    """Whether AppArmor takes capabilities from user namespaces of programs without a profile (Ubuntu)."""
    profiles: tuple[str, ...] = ()
    """AppArmor profiles for bwrap that are loaded, or lie where they are loaded at the next start, by their files."""
    most_namespaces: int | None = None
    """`user.max_user_namespaces`."""
    allows_clone: bool = True
    """`kernel.unprivileged_userns_clone`, which Debian's kernels and some hardened ones have."""
    container: str = ""
    """Kind of the container that this is, `container` where none says it; empty outside one."""
    is_filtered: bool = False
    """Whether a seccomp filter is on this process."""
    selinux_enforces: bool = False


def read_facts(root: Path = Path("/")) -> MachineFacts:
    """Read the facts below `root`; what cannot be read is as if it were not there."""
    words = _words(root / "etc/os-release") or _words(root / "usr/lib/os-release")
    name = re.search(r'^PRETTY_NAME="?([^"\n]*)', words, re.MULTILINE)
    most = _words(root / "proc/sys/user/max_user_namespaces")
    return MachineFacts(
        distribution=name.group(1) if name else "",
        kernel=" ".join(_words(root / "proc/version").split()),
        apparmor_restricts=_words(root / "proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1",
        profiles=_profiles(root),
        most_namespaces=int(most) if most.isdigit() else None,
        allows_clone=_words(root / "proc/sys/kernel/unprivileged_userns_clone") != "0",
        container=_container(root),
        is_filtered=bool(re.search(r"^Seccomp:\s*2", _words(root / "proc/self/status"), re.MULTILINE)),
        selinux_enforces=_words(root / "sys/fs/selinux/enforce") == "1",
    )


def _words(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _profiles(root: Path) -> tuple[str, ...]:
    """The files of profiles that are for a program called bwrap and are not disabled."""
    folder = root / _PROFILES
    try:
        files = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return ()
    attached = re.compile(r"^\s*(?:profile\s+\S+\s+)?(?:\"?/\S*/)\{?[\w,]*bwrap", re.MULTILINE)
    return tuple(
        path.name for path in files if not (folder / "disable" / path.name).exists() and attached.search(_words(path))
    )


def _container(root: Path) -> str:
    if (root / ".dockerenv").exists():
        return "docker"
    if (root / "run/.containerenv").exists():
        return "podman"
    named = _words(root / "run/systemd/container")
    in_cgroup = re.search(r"docker|kubepods|lxc|libpod", _words(root / "proc/1/cgroup"))
    return named or (in_cgroup.group() if in_cgroup else "")
