"""Readiness: whether an engine that refuses will answer later, never will, or has answered already in its own way."""

from __future__ import annotations

import re

from prony.errors import EngineError
from prony.http1.ask import Answer
from prony.http1.retry_after import asked_pause_s

LATER_STATUSES = frozenset({425, 429, 502, 503, 504, 520, 521, 522, 523, 524, 527, 529, 530})
"""Answers of who is busy, loads, or stands before an engine that is not there now."""

LOAD_TIMEOUT_S = 6 * 3600.0
"""Of one load. Who waits for it may be less patient."""

AGAIN_S = 0.5
"""Before a load is asked for again that was refused without a reason."""

_NEVER = re.compile(
    r"failed to (load|start)|(unable|error|failure|failed) (to load|loading|to start)|exited prematurely"
    r"|health check (failed|timed out)|state is failed|runner process has terminated|\bout of memory|cudaMalloc failed"
    r"|more system memory|insufficient (system )?(memory|resources)|unknown model architecture|no such file"
    r"|insufficient_quota|(insufficient|out of) (balance|credits?|funds)|credit balance is too low",
    re.IGNORECASE,
)
"""What is said of a load that will not come about, whatever its status."""

_LATER = re.compile(
    r"(?<!error )loading model|model is (still |currently |being )*load(ing|ed)|still loading|is starting"
    r"|try again later|limit reached|(server|engine) (is )?busy|too many requests|pending requests exceeded"
    r"|connection (error|refused|reset)|ECONNREFUSED|connect to (host|upstream|server)|healthy upstream|dial tcp",
    re.IGNORECASE,
)

_PARSER = re.compile(
    r"does not match the expected|harmony|message header|expecting start token|reasoning.{0,20}pars|</?think"
    r"|(fail(ed|ure)?|error|unable|could not|cannot).{0,20}\bpars(e|ing)\b(?!.{0,40}(gguf|config|argument|model file))"
    r"|\bparser\b|unexpected (end|eos|token)",
    re.IGNORECASE | re.DOTALL,
)
"""What a reasoning or tool parser says of a reply that was cut: the model is there, and spoke."""

_NO_MODEL = re.compile(
    r"no models? (is |are )?(currently )?loaded|model.{0,80}(not found|not loaded|does not exist)", re.IGNORECASE
)


class EngineBusyError(EngineError):
    """An engine, or what stands before it, says that it cannot answer now. retry_after_s: when it asks to come back."""

    def __init__(self, what: str, where: str, cause: str, retry_after_s: float | None = None) -> None:
        super().__init__("E212", what, where=where, cause=cause, hint="it may be loading or busy: try again later")
        self.retry_after_s = retry_after_s


def unready_list(answer: Answer, what: str, where: str) -> EngineBusyError | None:
    """The error for a list of models that does not come now; None where it came, or never will."""
    if answer.status == 500:
        return EngineBusyError(what, where, words_in(answer))
    return not_ready(answer, what, where)


def not_ready(answer: Answer, what: str, where: str) -> EngineBusyError | None:
    """The error for an answer that says to come back later; None for any other."""
    if answer.status < 400 or _NEVER.search(answer.text):
        return None
    if answer.status not in LATER_STATUSES and not (answer.status >= 500 and _LATER.search(answer.text)):
        return None
    pause_s = asked_pause_s(lambda name: answer.headers.get(name, ""), answer.text)
    return EngineBusyError(what, where, words_in(answer), pause_s)


def load_refused(answer: Answer, what: str, where: str) -> EngineError | None:
    """The error for the answer to a request of one token by which a model was made to load; None where it is loaded."""
    if answer.status < 400 or (answer.status >= 500 and _PARSER.search(answer.text) and not _NEVER.search(answer.text)):
        return None
    if (later := not_ready(answer, f"{what} is not ready yet", where)) is not None:
        return later
    hopeless = answer.status >= 500 or answer.status in (404, 429) or _NEVER.search(answer.text)
    if not hopeless and not _NO_MODEL.search(answer.text):
        return None
    return EngineError(
        "E203", f"{what} cannot be loaded", where=where, cause=words_in(answer), hint="the server's own log says more"
    )


def unexplained(answer: Answer) -> bool:
    """Whether a refusal says neither that a load will never come about, nor when to come back."""
    return (
        (answer.status >= 500 or answer.status == 404)
        and not _NEVER.search(answer.text)
        and not _LATER.search(answer.text)
    )


def refused_later(answer: Answer) -> bool:
    """Whether the words of a refusal say that the same request may be taken later."""
    return bool(_LATER.search(answer.text)) and not _NEVER.search(answer.text)


def words_in(answer: Answer) -> str:
    """The words of an answer: those of its error where it has one, else its status."""
    error = answer.fields.get("error", answer.fields.get("detail"))
    words = error.get("message") if isinstance(error, dict) else error
    if not isinstance(words, str) or not words.strip():
        html = "html" in answer.headers.get("content-type", "").lower()
        words = "a web page" if html else answer.text
    return f"HTTP {answer.status}: {words.strip()}" if words.strip() else f"HTTP {answer.status}, without a word"
