"""The error tree: what went wrong, where, the likely cause, and what to do next.

    PronyError                  every error that a person may meet; has a stable code
      UsageError          E1xx  a command, option or prony.toml that cannot be right          (exit 2)
                          E28x  a harness that is not there, cannot do a task, or not start   (exit 2)
      BundleError         E15x  a bundle that cannot be made or read, or does not hold         (exit 1)
      EngineError         E2xx  an engine cannot be found, started, identified or reached      (exit 3)
      SuiteError          E3xx  a suite or task folder does not load or does not hold          (exit 2)
      SandboxError        E4xx  no isolation, no toolchain, a slot that broke                  (exit 3)
      GradingError        E5xx  a grader that cannot grade: never charged to a contestant      (exit 3)
      JournalError        E6xx  a run's record is damaged, locked or missing                   (exit 3)
      WeightsError        E7xx  weights on disk: unreadable, damaged, unknown by name ...     (exit 3)
      FetchError          E71x  a file that cannot be had, or is not what it should be         (exit 3)
      EstimateError       E8xx  statistics asked of data that cannot answer                    (exit 2)
      RunError            E9xx  a run that cannot be planned, resumed or continued             (exit 3)

Faults of a *model* or an *engine under measurement* are data, not exceptions: see `prony.nouns.Fault`.
"""

from __future__ import annotations

import re

CODES: dict[str, str] = {
    "E101": "unknown name",
    "E102": "unusable option",
    "E104": "no such task",
    "E107": "a file that was named and cannot be used",
    "E110": "prony.toml cannot be read",
    "E119": "settings of somebody else",
}
"""Codes that several rooms raise, with their titles; a room's own stand in its `codes.py`. A code never changes its
meaning; a retired one is not used again. `scripts/check_codes.py` lists and checks them all."""

_CODE = re.compile(r"E\d{3}")


class PronyError(Exception):
    """An error for the person who meets it.

    code: declared by the room that raises it. what: one sentence. where: file:line, URL or command. cause: why we
    think so. hint: the next step to take.
    """

    exit_code = 3

    def __init__(
        self, code: str, what: str, *, where: str | None = None, cause: str | None = None, hint: str | None = None
    ) -> None:
        assert _CODE.fullmatch(code), f"no error code: {code}"
        super().__init__(what)
        self.code = code
        self.what = what
        self.where = where
        self.cause = cause
        self.hint = hint

    def __str__(self) -> str:
        """The error as printed on a terminal: one headline, then the lines that are known."""
        lines = [f"error[{self.code}]: {self.what}"]
        for name, text in (("at", self.where), ("cause", self.cause), ("help", self.hint)):
            if text:
                lines.append(f"  {name + ':':<7}{text}")
        return "\n".join(lines)


class UsageError(PronyError):
    """A command, option or configuration that cannot be right."""

    exit_code = 2


class BundleError(PronyError):
    """A bundle that cannot be made or read, or does not hold."""

    exit_code = 1


class EngineError(PronyError):
    """An engine cannot be found, started, identified or reached."""


class SuiteError(PronyError):
    """A suite or task folder does not load, or does not hold."""

    exit_code = 2


class SandboxError(PronyError):
    """No isolation, no toolchain, or a slot that broke."""


class GradingError(PronyError):
    """A grader that cannot grade; never charged to a contestant."""


class JournalError(PronyError):
    """A run's record is damaged, locked or missing."""


class WeightsError(PronyError):
    """Weights on disk or on their way: unreadable, of the wrong digest, not to be had."""


class FetchError(PronyError):
    """A file that cannot be fetched: not to be had, of the wrong digest, or without room for it."""


class EstimateError(PronyError):
    """Statistics asked of data that cannot answer: wrong shapes, NaN, nothing at all."""

    exit_code = 2


class RunError(PronyError):
    """A run that cannot be planned, resumed or continued."""
