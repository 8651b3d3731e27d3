"""Run checks: each is a name that the compiled binary is called with, in a process of its own."""

import ctypes
import json
import os
import re
import sys
from pathlib import Path

import prony_children as children

PR_SET_DUMPABLE = 4


def main():
    job = json.load(sys.stdin)
    channel = int(os.environ.pop("PRONY_CHANNEL"))
    binary = os.path.join(os.environ.pop("PRONY_TESTS"), job["binaries"], "checks")
    work = Path(os.environ.pop("PRONY_WORK"))
    ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    os.chdir(work)
    ids = job["tests"]
    if ids is None:
        ids = [name for file in job["files"] for name in re.findall(r"(?m)^(check_\w+)\(\)", (work / file).read_text())]
    children.report_all(channel, job, ids, lambda name: lambda writer, word: run(binary, name, writer, word))


def run(binary, name, writer, word):
    null = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, null, number) for number in range(3)]
    _, status = os.waitpid(os.posix_spawn(binary, [binary, name], dict(os.environ), file_actions=actions), 0)
    said = {"status": "fail" if status else "pass"}
    os.write(writer, json.dumps({"word": word, "said": said}).encode())
    os._exit(0)


main()
