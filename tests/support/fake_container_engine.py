"""A fake podman and docker: checks every word of a `run`, and really starts its command, in a container of bubblewrap.

Called as a program named `podman` or `docker`. FAKE_ENGINE in its environment names how it fails, if it does.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

WITH_VALUE = {
    "--name", "--hostname", "--pull", "--log-driver", "--network", "--cap-drop", "--security-opt", "--ipc", "--user",
    "--workdir", "--pids-limit", "--memory", "--memory-swap", "--env", "--tmpfs", "--mount",
}  # fmt: skip
OF_PODMAN = {"--userns", "--image-volume"}
OF_DOCKER = {"--cgroupns"}
ALONE = {"--rm", "--read-only"}
ALONE_OF_PODMAN = {"--passwd=false", "--no-hosts", "--rootfs"}
NEEDED = {
    "--network": "none",
    "--cap-drop": "all",
    "--security-opt": "no-new-privileges",
    "--pull": "never",
    "--ipc": "private",
}
FAILURES = {
    "down": "docker: Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?",
    "denied": "docker: permission denied while trying to connect to the Docker daemon socket at "
    "unix:///var/run/docker.sock: dial unix /var/run/docker.sock: connect: permission denied",
    "no image": "Error: example.org/x@sha256:0: image not known",
    "cgroups v1": "Error: OCI runtime error: crun: the requested cgroup controller `pids` is not available",
    "no ranges": 'Error: cannot set up namespace using "/usr/bin/newuidmap": exit status 1',
}


def fail(words: str, status: int = 125) -> NoReturn:
    """End as engines do."""
    print(words, file=sys.stderr)
    sys.exit(status)


def main() -> None:
    """Be the engine that this program is called as: its name is the first word."""
    del sys.argv[0]
    engine, verb = os.path.basename(sys.argv[0]), sys.argv[1]
    failure = os.environ.get("FAKE_ENGINE", "")
    state = os.path.join(os.path.dirname(os.path.abspath(sys.argv[0])), "images")
    if failure in FAILURES:
        fail(FAILURES[failure])
    if engine == "docker" and sys.argv[1:3] == ["image", "inspect"]:
        sys.exit(0 if os.path.exists(f"{state}-{sys.argv[3]}") else 1)
    if engine == "docker" and verb == "import":
        with open(f"{state}-{sys.argv[3]}", "wb") as image:
            image.write(sys.stdin.buffer.read())
        sys.exit(0)
    if verb != "run":
        fail(f"unknown command {verb!r}")
    run(engine, sys.argv[2:], state)


def run(engine: str, words: list[str], state: str) -> NoReturn:
    """Check the words, and start what they say."""
    with_value = WITH_VALUE | (OF_PODMAN if engine == "podman" else OF_DOCKER)
    alone = ALONE | (ALONE_OF_PODMAN if engine == "podman" else set())
    given: dict[str, list[str]] = {}
    while words and words[0].startswith("--"):
        word = words.pop(0)
        if word in with_value:
            given.setdefault(word, []).append(words.pop(0))
        elif word in alone:
            given[word] = [""]
        else:
            fail(f"Error: unknown flag: {word}")
    root, *command = words
    for flag, value in NEEDED.items():
        if given.get(flag) != [value]:
            fail(f"fake: needs {flag} {value}, has {given.get(flag)}")
    for flag in ("--rm", "--read-only", "--pids-limit", "--memory", "--memory-swap", "--user", "--name"):
        if flag not in given:
            fail(f"fake: lacks {flag}")
    if engine == "podman" and "--rootfs" in given and not os.path.isdir(f"{root}/usr"):
        fail(f"Error: {root}: no such rootfs")
    if engine == "docker" and not os.path.exists(f"{state}-{root}"):
        fail(f"docker: Error response from daemon: No such image: {root}")
    start(given, command)


def start(given: dict[str, list[str]], command: list[str]) -> NoReturn:
    """Start it, in bubblewrap."""
    uid, _, gid = given["--user"][0].partition(":")
    if uid == "0":
        fail("fake: a container as root")
    words = ["--unshare-all", "--die-with-parent", "--cap-drop", "ALL", "--uid", uid, "--gid", gid, "--clearenv"]
    for name in ("bin", "sbin", "lib", "lib64"):
        if os.path.islink(f"/{name}"):
            words += ["--symlink", os.readlink(f"/{name}"), f"/{name}"]
    for mount in given["--mount"]:
        parts = dict(part.partition("=")[::2] for part in mount.split(","))
        if parts["type"] != "bind" or "readonly" not in parts:
            fail(f"fake: a mount that can be written: {mount}")
        if not os.path.exists(parts["source"]):
            fail(f"docker: Error response from daemon: bind source path does not exist: {parts['source']}")
        words += ["--ro-bind", parts["source"], parts["target"]]
    for place in given["--tmpfs"]:
        folder, _, options = place.partition(":")
        size = next(int(part[5:-1]) << 20 for part in options.split(",") if part.startswith("size="))
        words += ["--perms", "1777", "--size", str(size), "--tmpfs", folder]
    for name in ("null", "zero", "full", "random", "urandom"):
        words += ["--dev-bind", f"/dev/{name}", f"/dev/{name}"]
    words += ["--symlink", "/proc/self/fd", "/dev/fd", "--proc", "/proc", "--remount-ro", "/", "--chdir", "/"]
    for setting in given["--env"]:
        name, _, value = setting.partition("=")
        words += ["--setenv", name, value]
    bwrap = os.environ.get("FAKE_BWRAP", "bwrap")
    os.execvp(bwrap, [bwrap, *words, "--", *command])


if __name__ == "__main__":
    main()
