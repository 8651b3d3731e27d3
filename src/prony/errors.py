"""The error tree: what went wrong, where, the likely cause, and what to do next.

    PronyError                  every error that a person may meet; has a stable code
      UsageError          E1xx  a command, option or prony.toml that cannot be right          (exit 2)
                          E28x  a harness that is not there, cannot do a task, or not start   (exit 2)
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

CODES: dict[str, str] = {
    # usage and configuration
    "E101": "unknown name",
    "E102": "unusable option",
    "E103": "untrusted programs without consent",
    "E110": "prony.toml cannot be read",
    "E111": "prony.toml names something that does not exist",
    "E120": "the system refuses a file or a folder",
    "E121": "a package is not installed",
    "E112": "a file that would be overwritten",
    # engines
    "E201": "an engine does not answer",
    "E202": "an engine that prony starts is not installed",
    "E203": "an engine cannot load a model",
    "E204": "an engine did not become ready in time",
    "E205": "not enough memory for a model",
    "E206": "not an engine",
    "E207": "an engine does not serve this model",
    "E208": "an engine wants a key",
    "E209": "an engine died",
    "E211": "an engine that prony does not start",
    "E250": "the gateway cannot listen",
    "E251": "no API key in the environment",
    "E252": "not the base URL of an engine",
    "E253": "an engine that takes no word for the chat template",
    "E280": "no such harness",
    "E281": "a task that a harness cannot be given",
    "E282": "an agent's file cannot be used",
    "E283": "an agent does not start",
    # sandbox
    "E401": "no bubblewrap",
    "E402": "bubblewrap cannot isolate here",
    "E403": "a slot did not come up",
    "E404": "a slot broke",
    "E405": "the isolation does not hold",
    "E406": "no isolation without consent",
    "E407": "a machine of an unknown kind",
    "E408": "no such sandbox backend",
    "E409": "nothing would bound a program here",
    "E410": "no such toolchain",
    "E411": "a toolchain requirement cannot be read",
    "E412": "a toolchain does not run",
    "E413": "a toolchain's own library cannot be compiled",
    "E414": "no number left for a slot",
    "E420": "a program that cannot be run",
    "E430": "a workspace cannot be set up",
    "E431": "no agents without isolation",
    "E432": "no bash for agents",
    "E433": "an agent without a workspace",
    "E434": "what a workspace cannot reach",
    "E435": "a resident that did not become ready",
    # weights
    "E701": "a weights file cannot be read",
    "E702": "not a GGUF file",
    "E703": "a GGUF file is damaged",
    "E704": "a GGUF file is cut off",
    "E705": "a split model is not complete",
    "E706": "a file changed while it was read",
    "E710": "no such weights in the catalog",
    "E711": "a file cannot be had from any source",
    "E712": "a file of the wrong digest",
    "E713": "not enough disk space for a file",
    "E714": "no installer that can fetch wheels",
    "E715": "the catalog of weights cannot be read",
    "E720": "a tape model cannot be built",
    # proofs of tasks
    "E350": "there is nothing to prove",
    "E351": "the ids of a task's tests cannot be frozen",
    "E352": "planted bugs cannot be combined",
    # grading
    "E501": "a grader that nobody registered",
    "E502": "a case cannot be read",
    "E503": "a task without frozen test ids",
    "E504": "a grader's option cannot be used",
    "E505": "a grader broke",
    "E506": "a task folder that changed under way",
    "E512": "a criterion of an unknown kind",
    "E513": "two results for one test",
    "E514": "a metric criterion that spans nothing",
    "E515": "a tagged value cannot be read",
    "E520": "a repair could not be tried",
    # statistics
    "E801": "data of the wrong shape",
    "E802": "not a number",
    "E803": "nothing to estimate",
    "E804": "a value out of range",
    "E830": "a method that needs a complete grid",
    "E831": "a battle of a contestant against itself",
    "E832": "ratings that have no finite value",
    # suites and tasks
    "E301": "no such suite",
    "E302": "several things in a suite do not hold",
    "E303": "a file of a suite cannot be read",
    "E310": "unknown key",
    "E311": "a value that cannot be right",
    "E312": "not supported by this version",
    "E313": "a key is missing",
    "E320": "a file is missing",
    "E321": "a file that a task may not have",
    "E330": "criteria and tests do not fit together",
    "E331": "a flaw and what it names do not fit together",
    "E332": "named twice",
    "E333": "a cap's rule cannot be read",
    "E334": "keys that contradict each other",
    "E340": "a case that cannot be right",
    "E341": "expected.json cannot be read",
    "E345": "a flaw's patch does not apply",
    "E346": "a repair and what it is for do not fit together",
    "E347": "too many repairs",
    "E348": "tasks that cannot be imported",
    "E349": "a suite's folder that is there already",
    # runs
    "E901": "no such run",
    "E902": "the plan of a run cannot be read",
    "E903": "a suite has changed since the run was planned",
    "E904": "a contestant is not what it was when the run began",
    "E905": "nothing to run",
    "E906": "a recorded run cannot be laid out",
    "E907": "a run that cannot be recorded for others",
    "E908": "a run cannot be kept here",
    # the record of runs
    "E601": "no journal",
    "E602": "a journal is damaged",
    "E603": "a journal is being written by another process",
    "E604": "a journal of a newer version",
    "E605": "an event that cannot be written",
    "E606": "the disk refuses the record",
    "E607": "the journal is closed",
    "E608": "a journal cannot be read",
    "E610": "no such blob",
    "E611": "a blob is damaged",
    "E612": "a blob is too large",
    "E620": "the index cannot be used",
    "E650": "no such run in the record",
    "E651": "no such attempt",
    "E652": "an attempt id that fits several",
    "E653": "nothing to show yet",
    "E654": "no such contestant on a board",
    "E655": "a contestant against itself",
    "E656": "no grades of that grader version",
    "E657": "no such dimension",
}
"""Every code with its title. A code never changes its meaning; a retired one is not used again."""


class PronyError(Exception):
    """An error for the person who meets it.

    code: a key of `CODES`. what: one sentence. where: file:line, URL or command. cause: why we think so.
    hint: the next step to take.
    """

    exit_code = 3

    def __init__(
        self, code: str, what: str, *, where: str | None = None, cause: str | None = None, hint: str | None = None
    ) -> None:
        assert code in CODES, f"unregistered error code {code}"
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
