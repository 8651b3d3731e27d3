"""Become a program that dies with its parent: run by path with `-I -S`, as PARENT_PID PROGRAM ARGUMENT...

Imports nothing of prony. The kernel keeps the wish (PR_SET_PDEATHSIG) when the program takes this process over.
"""

import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1


def main() -> None:
    """Ask for SIGKILL when the parent's thread ends, and become the program."""
    parent, *argv = sys.argv[1:]
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    # A parent that is gone already will send nothing any more.
    if os.getppid() != int(parent):
        sys.exit(5)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        os.execv(argv[0], argv)
    except OSError as error:
        sys.exit(f"{argv[0]}: {error.strerror}")


if __name__ == "__main__":
    main()
