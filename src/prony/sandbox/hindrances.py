"""Hindrances: why bubblewrap cannot isolate on a machine, told by its last words and the machine's facts.

Each says what is in the way and the commands that take it away. `docs/sandbox.md` says which of them were tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from prony.sandbox.machine_facts import MachineFacts

RESTRICTING = "bwrap-userns-restrict"
"""Ubuntu's profile for bwrap: bwrap may make namespaces, what it starts has no capabilities in them."""
FORBIDDEN = re.compile(
    r"No permissions to creat\w* (?:a )?new namespace|Creating new namespace failed|unshare\b.*(?:not permitted|denied)"
    r"|stage: a mount namespace|clone\d?: Operation not permitted|setting up uid map|Failed RTM_NEWADDR",
    re.IGNORECASE,
)
_NO_CAPABILITIES = re.compile(
    r"setting up uid map: Permission denied|Failed RTM_NEWADDR|Operation not permitted|denied"
)
_MASKED_PROC = re.compile(r"Can't mount proc|mount(?:ing)? (?:on )?/proc|mount proc", re.IGNORECASE)
_SETUID = re.compile(
    r"setuid use of bubblewrap|in setuid mode|Unexpected capabilities but not setuid|must be installed setuid"
)
_TOO_OLD = re.compile(r"Unknown option --?[\w-]+")
_FULL = re.compile(r"No space left on device|ENOSPC")


class Hindrance(NamedTuple):
    """One thing that is in the way."""

    cause: str
    hint: str
    """The commands, on one line that can be pasted."""


def hindrance(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    """The hindrance that explains the last words of bwrap, or of the supervisor in it; None where none is known."""
    return next((found for look in _LOOKS if (found := look(stderr, facts, bwrap)) is not None), None)


def _too_old(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if not (option := _TOO_OLD.search(stderr)):
        return None
    return Hindrance(
        f"{bwrap} is too old: {option.group()}; Prony needs bubblewrap 0.5 or newer",
        "update it, or remove it and install the one that comes as a wheel: pip install 'prony[sandbox]'",
    )


def _setuid(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if not _SETUID.search(stderr):
        return None
    return Hindrance(
        f"{bwrap} is installed setuid, or wants to be: then it gives no capabilities inside, which Prony needs",
        f"sudo chmod u-s {bwrap} && sudo sysctl -w user.max_user_namespaces=15000 "
        "(where the kernel has it, kernel.unprivileged_userns_clone=1 as well)",
    )


def _wsl(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if not re.search(r"-Microsoft\b", facts.kernel):
        return None
    return Hindrance(
        "this is WSL 1, which has no namespaces",
        "in PowerShell: wsl --set-version DISTRIBUTION 2 (wsl -l -v lists them)",
    )


def _gvisor(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if not re.search(r"4\.4\.0 #1 SMP Sun Jan 10 15:06:54 PST 2016|gvisor|runsc", facts.kernel, re.IGNORECASE):
        return None
    return Hindrance(
        "this container runs on gVisor, which lacks parts of what bubblewrap asks of a kernel",
        "start the container with another runtime, such as docker run --runtime=runc",
    )


def _none_allowed(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if facts.most_namespaces != 0 and not _FULL.search(stderr):
        return None
    what = "forbids user namespaces" if facts.most_namespaces == 0 else "has no room for another user namespace"
    return Hindrance(
        f"this machine {what} (user.max_user_namespaces is {facts.most_namespaces})",
        "echo user.max_user_namespaces=15000 | sudo tee /etc/sysctl.d/60-prony.conf && sudo sysctl --system",
    )


def _clone_forbidden(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if facts.allows_clone:
        return None
    return Hindrance(
        "this kernel keeps user namespaces from plain users (kernel.unprivileged_userns_clone is 0)",
        "echo kernel.unprivileged_userns_clone=1 | sudo tee /etc/sysctl.d/60-prony.conf && sudo sysctl --system",
    )


def _restricted(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    """Ubuntu since 23.10: three cases, by the profile that there is for bwrap."""
    if not facts.apparmor_restricts or not _NO_CAPABILITIES.search(stderr):
        return None
    if RESTRICTING in facts.profiles:
        return Hindrance(
            f"AppArmor's profile {RESTRICTING} (loaded by Ubuntu 25.04 and later) lets bwrap make namespaces, but "
            "takes the capabilities in them from what bwrap starts; Prony's supervisor needs them to isolate each test",
            f"sudo ln -sf /etc/apparmor.d/{RESTRICTING} /etc/apparmor.d/disable/{RESTRICTING}; "
            f"sudo apparmor_parser -R /etc/apparmor.d/{RESTRICTING}; {profile_commands(bwrap)}",
        )
    if any(name.startswith("prony") for name in facts.profiles):
        return Hindrance(
            f"there is an AppArmor profile of ours ({', '.join(facts.profiles)}), but it is not loaded, or it is for "
            f"another bwrap than {bwrap}",
            profile_commands(bwrap),
        )
    return Hindrance(
        "AppArmor keeps capabilities in user namespaces from programs without a profile (Ubuntu 23.10 and later), and "
        "no package enables one for bwrap",
        profile_commands(bwrap),
    )


def profile_commands(bwrap: str) -> str:
    """The commands that write and load a profile under which bwrap, and what it starts, may have namespaces."""
    profile = f"profile prony-bwrap {bwrap} flags=(unconfined) {{ userns, }}"
    path = "/etc/apparmor.d/prony-bwrap"
    return (
        f"printf '%s\\n' 'abi <abi/4.0>,' 'include <tunables/global>' '{profile}' | sudo tee {path} "
        f"&& sudo apparmor_parser -r {path}"
    )


def _container(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if not facts.container or not FORBIDDEN.search(stderr):
        return None
    hints = {
        "lxc": "on the host: lxc config set NAME security.nesting true && lxc restart NAME",
        "kubepods": "in the pod's securityContext: seccompProfile and appArmorProfile of type Unconfined, "
        "procMount Unmasked",
    }
    flags = "--security-opt seccomp=unconfined --security-opt apparmor=unconfined --security-opt systempaths=unconfined"
    return Hindrance(
        f"this container ({facts.container}) forbids new namespaces: its seccomp or AppArmor profile does",
        hints.get(facts.container, f"start it with {flags}; --privileged is not needed"),
    )


def _masked_proc(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if not _MASKED_PROC.search(stderr):
        return None
    return Hindrance(
        "this container hides parts of /proc, so that no fresh one can be mounted",
        "start the container with an unmasked /proc: --security-opt systempaths=unconfined",
    )


def _selinux(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if not facts.selinux_enforces or not FORBIDDEN.search(stderr):
        return None
    return Hindrance(
        "SELinux is enforcing on this machine, and may be what denies namespaces",
        "sudo ausearch -m avc -ts recent shows whether it does (audit2allow makes a module of that)",
    )


def _filtered(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if not facts.is_filtered or not FORBIDDEN.search(stderr):
        return None
    return Hindrance(
        "a seccomp filter is on this process and what it starts, and forbids new namespaces: that of a service "
        "manager, of another sandbox, or of a container",
        "in a systemd unit: RestrictNamespaces=no and no SystemCallFilter= that leaves out @mount or @privileged; "
        "in Docker or Podman: --security-opt seccomp=unconfined",
    )


def _forbidden(stderr: str, facts: MachineFacts, bwrap: str) -> Hindrance | None:
    if not FORBIDDEN.search(stderr):
        return None
    return Hindrance(
        "this kernel or container forbids new namespaces: a container's seccomp profile, a security module "
        "(AppArmor, SELinux), or a sysctl",
        "in Docker or Podman: --security-opt seccomp=unconfined --security-opt apparmor=unconfined; "
        "on a host: sysctl user.max_user_namespaces and kernel.unprivileged_userns_clone must not be 0",
    )


_LOOKS: tuple[Callable[[str, MachineFacts, str], Hindrance | None], ...] = (
    _too_old,
    _setuid,
    _wsl,
    _gvisor,
    _none_allowed,
    _clone_forbidden,
    _masked_proc,
    _container,
    _restricted,
    _selinux,
    _filtered,
    _forbidden,
)
"""From the plainest sign to the vaguest."""
