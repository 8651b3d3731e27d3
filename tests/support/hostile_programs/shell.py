"""Hostile commands of an agent, one after the other in one workspace."""

from __future__ import annotations

import random

from hostile_programs import python
from hostile_programs.python import filled

THINGS = {
    "flood": "yes | head -c {n}00000",
    "flood without end": "yes",
    "fill the disk": "head -c {n}0000000 /dev/zero > big",
    "fill the disk elsewhere": "head -c {n}0000000 /dev/zero > /tmp/big",
    "use up inodes": "for i in $(seq {n}00); do : > n$i; done",
    "a tree too large": "mkdir -p src; for i in $(seq 4{n}); do : > src/x$i; done",
    "sparse files": "truncate -s {n}G src.bin double.py",
    "deep folders": "for i in $(seq {n}); do mkdir -p d; cd d; done",
    "odd names": "touch -- $'\\xff\\xfe' $'new\\nline' -rf \"$(printf 'a%.0s' $(seq 250))\"",
    "links": "ln -sf /proc/self/environ double.py; ln -sf . loop; ln -sf / root",
    "a link for its folder": "rm -rf src; ln -s /etc src; ln -sf /dev/zero double.py",
    "a pipe": "rm -f double.py; mkfifo double.py; (cat double.py &)",
    "a folder for its file": "rm -f double.py; mkdir -p double.py/double.py",
    "forbidden files": "chmod 000 double.py . /tmp",
    "forbidden folders": "mkdir -p a/b; : > a/b/c; chmod 000 a/b a",
    "take all away": "rm -rf /workspace /tmp/* .git",
    "no history": "rm -rf .git; : > .git",
    "a history that hangs": "mkdir -p .git/hooks; echo 'sleep 99' > .git/hooks/post-index-change; chmod +x .git/hooks/*",
    "kill everybody": "kill -{signal} -1",
    "kill its parents": "kill -{signal} $PPID 1 2",
    "kill itself": "kill -{signal} $$",
    "a daemon": "setsid sh -c 'sleep 9; sleep 9' > /dev/null 2>&1 &",
    "a daemon that writes": "setsid sh -c 'while :; do echo x; echo x > late; done' &",
    "a bomb": ":(){ :|:& };:",
    "a server": "python3 -m http.server 8000 > /dev/null 2>&1 & sleep 0.1",
    "a name that is no text": "exec -a $'\\xff\\xfe' sleep 9",
    "an odd script": "printf '#!/bin/sh\\nsleep 9\\n' > $'\\xd0\\xbf.sh'; chmod +x *.sh; ./*.sh",
    "bound itself": "ulimit -n 3; ulimit -v 1000; ulimit -f 0; ls",
    "close all": "exec 0<&- 1>&- 2>&-; sleep 0.1; ls",
    "locks": "flock /usr/bin/env sleep 9 & flock . sleep 0.2",
    "tools of its own": "mkdir -p /tmp/bin; ln -s /bin/false /tmp/bin/python3; export PATH=/tmp/bin; cd /tools && touch x",
    "a shell of its own": "echo 'sleep 9' > ~/.bashrc; echo 'exit 9' > ~/.profile; export BASH_ENV=~/.bashrc",
    "memory": "python3 -c \"x = bytearray(b'x') * ({n} << 20)\"",
    "nobody to be killed": "echo 0 > /proc/self/oom_score_adj; head -c {n}m /dev/zero | tail -c {n}m > /dev/null",
    "look around": "cat /proc/1/environ /proc/*/cmdline; ls -R /proc/1 > /dev/null",
    "a hang": "sleep 99",
    "a loop": "while :; do :; done",
    "input": "cat; read x; python3 -i",
    "no command": "if (((\n'",
    "outside": "getent hosts example.com; exec 3<>/dev/tcp/192.0.2.1/80",
}


def make(source: random.Random, shape: str) -> tuple[str, str]:
    """Some commands, a line each: what they do, and their text."""
    what, commands = [], []
    for _ in range(source.choice((1, 2, 3))):
        names = source.sample(list(THINGS), source.choice((1, 1, 2)))
        what += names
        commands.append("; ".join(filled(THINGS[name], source) for name in names).replace("\n", " "))
    if source.random() < 0.3:
        said, text = python.make(source, "program")
        what.append(f"Python: {said}")
        commands.append("python3 - <<'END'\x1e" + text.replace("\n", "\x1e") + "\x1eEND")
    return ", ".join(what), "\n".join(commands)
