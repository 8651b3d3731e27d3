"""What the system refused, in words: an `OSError` that nobody in the house explained better, as an error of ours."""

from __future__ import annotations

import errno

from prony.errors import PronyError

HINTS = {
    errno.EACCES: "see whose it is (ls -ld), or work in a folder of your own",
    errno.EPERM: "see whose it is (ls -ld), or work in a folder of your own",
    errno.EROFS: "the disk is read-only: work in a folder on another one",
    errno.ENOSPC: "make room, then do it again; a run goes on with: prony run --resume RUN",
    errno.EDQUOT: "make room, then do it again; a run goes on with: prony run --resume RUN",
    errno.EFBIG: "a limit on the size of files is in force: ulimit -f",
    errno.EMFILE: "raise the limit of open files: ulimit -n 4096",
    errno.ENFILE: "this machine has too many files open: end what needs them",
    errno.ENOMEM: "end what needs the memory, then do it again",
    errno.EIO: "the disk or the network it hangs on is failing",
    errno.ENOENT: "is the folder you are in still there? cd to one that is",
    errno.EEXIST: "something else stands under that name: move it away",
    errno.ENOTDIR: "a file stands where a folder is needed: move it away",
    errno.EISDIR: "a folder stands where a file is needed: move it away",
    errno.ENAMETOOLONG: "take a shorter name",
    errno.ELOOP: "links point at each other: remove one",
}
"""What the world can refuse, and the next step. Any other `OSError` is a defect of ours until shown otherwise."""


def refused(error: BaseException) -> PronyError | None:
    """The error for a person, or None where `error` is neither ours nor the system's refusal.

    Of a group, the first error of ours counts, then the first refusal. A package that is missing is one, too: that of
    an installation which is older than the code.
    """
    if isinstance(error, ModuleNotFoundError) and not str(error.name).startswith("prony"):
        return PronyError(
            "E121",
            f"the package {error.name} is not installed",
            cause="this code needs more than was installed for it, as after an update",
            hint="in a checkout: make install; else install prony anew",
        )
    leaves = _leaves(error)
    ours = next((one for one in leaves if isinstance(one, PronyError)), None)
    if ours is not None:
        return ours
    system = next((one for one in leaves if isinstance(one, OSError) and one.errno in HINTS), None)
    if system is None or not all(isinstance(one, OSError) for one in leaves):
        return None
    assert system.errno is not None
    return PronyError(
        "E120",
        f"the system refuses: {system.strerror}",
        where=str(system.filename) if system.filename is not None else None,
        hint=HINTS[system.errno],
    )


def _leaves(error: BaseException) -> list[BaseException]:
    if isinstance(error, BaseExceptionGroup):
        return [leaf for one in error.exceptions for leaf in _leaves(one)]
    return [error]
