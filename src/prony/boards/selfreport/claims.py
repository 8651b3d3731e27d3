"""What a text claims of the work that it ends: how long it took, whether it succeeded, how sure its writer is.

Only a plain statement about work that is done counts. What is conditional, future, negated, asked, quoted from the
brief, or stands in code claims nothing: a claim that was not made is worse here than one that was passed over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

MOST_CHARS = 1 << 18
"""Of a text that is read; of a longer one, the end."""
MOST_SENTENCE = 600
"""Characters of a sentence that is read; a longer one is data."""


class ClaimedTime(NamedTuple):
    """How long the work took, by its writer: the same twice, or a range."""

    lo_s: float
    hi_s: float
    words: str


class ClaimedSuccess(NamedTuple):
    """Whether the work succeeded, by its writer; False: it says that something fails or is missing."""

    success: bool
    words: str


class Claims(NamedTuple):
    """What one text claims; None of what it does not speak of, or speaks of in two ways."""

    time: ClaimedTime | None = None
    success: ClaimedSuccess | None = None
    confidence: float | None = None
    """Its stated chance of success, 0 to 1."""


def claims_of(text: str, brief: str = "") -> Claims:
    """What `text` claims. brief: what it answers, whose sentences are nobody's claims."""
    quoted = {_key(sentence) for sentence in _sentences(brief)}
    spoken = [sentence for sentence in _sentences(text) if _key(sentence) not in quoted]
    return Claims(_time(spoken), _success(spoken), _confidence(spoken))


_FENCE = re.compile(r"^[ \t]*(```+|~~~+)[^\n]*\n.*?(?:^[ \t]*\1[ \t]*$|\Z)", re.MULTILINE | re.DOTALL)
_QUOTE = re.compile(r"^[ \t]*>[^\n]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_INLINE = re.compile(r"`[^`\n]*`")
_MARKS = re.compile(r"[*_#|]+|^[ \t]*(?:[-+•✓✔✅☑]|\d+[.)])[ \t]+", re.MULTILINE)
_END = re.compile(r"(?<=[.!?;])\s+(?=[\"'(A-Z0-9~])|\n+")


def _sentences(text: str) -> Iterator[str]:
    text = text[-MOST_CHARS:].replace("\r\n", "\n").replace("’", "'")
    for pattern in (_COMMENT, _FENCE, _QUOTE):
        text = pattern.sub("\n", text)
    text = _MARKS.sub(" ", _INLINE.sub(" code ", text))
    for sentence in _END.split(text):
        plain = " ".join(sentence.split())
        if plain and len(plain) <= MOST_SENTENCE:
            yield plain


def _key(sentence: str) -> str:
    return re.sub(r"\W+", " ", sentence.lower()).strip()


def _either(*patterns: str) -> re.Pattern[str]:
    """A pattern that finds what any of `patterns` finds."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_HEDGED = _either(
    r"\b(?:should|would|could|might|may|will|must|if|unless|once|when(?:ever)?|until|ensur\w+|supposed|requires?|goal)\b",
    r"\b(?:(?:make|making|be) sure|so that|in order to|expect(?:ed|s)?|needs? to|have to|has to|hopefully|assum\w+)\b",
    r"\b(?:let me|let's|try(?:ing)? to|please|can you|want\w*)\b",
    r"\bto (?:verify|check|see|confirm|test|run|get|have|let)\b",
    r"'ll\b",
    r"\?$",
)
_DENIED = re.compile(r"\b(?:not|never|no|none|without|cannot|neither|hardly)\b|n't\b")

_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBER = r"(?:\d+(?:[.,]\d+)?|half an?|an?|" + "|".join(_NUMBERS) + ")"
_UNIT = r"(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s)"
_ABOUT = r"(?:~|≈|about|around|approximately|approx\.?|roughly|circa|some|nearly|almost)?\s*"
_RANGE = re.compile(
    rf"{_ABOUT}(?P<lo>{_NUMBER})\s*(?P<first>{_UNIT})?\s*(?:-|–|—|\bto\b)\s*"
    rf"{_ABOUT}(?P<hi>{_NUMBER})[\s-]*(?P<unit>{_UNIT})\b"
)
_POINT = re.compile(
    rf"{_ABOUT}(?P<n>{_NUMBER})[\s-]*(?P<unit>{_UNIT})\b(?:\s*(?:and\s+)?(?P<n2>\d+)\s*(?P<unit2>{_UNIT})\b)?"
)
_CLOCK = re.compile(r"\b(\d{1,2}):([0-5]\d):([0-5]\d)\b")
_BOUND = re.compile(
    r"\b(?:under|below|within|less than|fewer than|at most|up to|no more than|over|above|more than|at least|every|each"
    r"|per|last|next|for)\s*(?:~|about|around)?\s*$"
)
_WORKED = _either(
    r"\btime\s+(?:spent|taken|used|needed|invested|to complet\w+)\b",
    r"\b(?:total|elapsed|actual|overall|estimated|wall(?: clock)?)\s+time\b",
    r"^(?:time|duration|elapsed|effort|time estimate)\s*(?:\([^)]*\))?\s*:",
    r"^took\b",
    r"\btook\s+(?:me|us)\b",
    r"\b(?:i|we)(?:'ve| have)?\s+(?:spent|needed|took|worked(?: on it)? for)\b",
    r"\b(?:task|work|job|implementation|implementing|development|fix(?:ing|es)?|debugging|session|round)\s+took\b",
    r"\b(?:whole thing|all of it|this|it)\s+took\b",
    r"\b(?:finished|completed|done|solved|implemented|wrote|fixed)\b[^,;:]{0,40}\bin\s+(?=[~≈\d]|about|around|roughly)",
)
_OF_A_PROGRAM = _either(
    r"\b(?:tests?|suite|programs?|scripts?|builds?|compil\w+|functions?|quer(?:y|ies)|requests?|servers?)\b",
    r"\b(?:benchmarks?|render\w*|frames?|timeouts?|loops?|start-?up|starts|runs|executes?|execution|calls?)\b",
    r"\b(?:simulation|page|cache|token|lock|retry|delay)\b",
)


def _time(sentences: list[str]) -> ClaimedTime | None:
    """The one time that the work is said to have taken; of several, that of the whole; None where they differ."""
    found, of_all = [], []
    for sentence in sentences:
        plain = sentence.lower()
        worked = _WORKED.search(plain)
        if (
            worked is None
            or _HEDGED.search(plain)
            or _DENIED.search(plain)
            or _OF_A_PROGRAM.search(plain[: worked.end()])
        ):
            continue
        span = _span(plain, worked.start())
        if span is not None:
            found.append(ClaimedTime(*span, sentence))
            if re.search(r"\b(?:total|overall|whole|all)\b", plain):
                of_all.append(found[-1])
    chosen = of_all or found
    return chosen[-1] if chosen and len({one[:2] for one in chosen}) == 1 else None


def _span(plain: str, start: int) -> tuple[float, float] | None:
    """The first duration from `start` on, in seconds."""
    if (clock := _CLOCK.search(plain, start)) is not None:
        seconds = float(int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3]))
        return (seconds, seconds) if seconds else None
    point, ranged = _POINT.search(plain, start), _RANGE.search(plain, start)
    first = ranged if ranged is not None and (point is None or ranged.start() <= point.start()) else point
    if first is None or _BOUND.search(plain[: first.start()]):
        return None
    if first is ranged:
        unit = first["unit"]
        lo, hi = _seconds(first["lo"], first["first"] or unit), _seconds(first["hi"], unit)
    else:
        lo = hi = _seconds(first["n"], first["unit"]) + (_seconds(first["n2"], first["unit2"]) if first["n2"] else 0.0)
    return (lo, hi) if 0.0 < lo <= hi else None


def _seconds(number: str, unit: str) -> float:
    scale = {"h": 3600.0, "m": 60.0, "s": 1.0}[unit[0]]
    if number.startswith("half"):
        return scale / 2.0
    if number in ("a", "an"):
        return scale
    return scale * (_NUMBERS.index(number) + 1.0 if number in _NUMBERS else float(number.replace(",", ".")))


_TESTS = r"(?:tests?|checks|test cases|cases|assertions|specs|test suite|suite)"
_PASS = r"(?:pass(?:es|ed|ing)?|succeed(?:s|ed)?|(?:are|is|were|was)(?: all| now)? (?:green|passing|ok))"
_WORK = r"(?:everything|it|program|function|class|module|implementation|solution|code|server|app|script|this|fix)"
_OF = r"\s*(?:/|of(?: the)?|out of)\s*"
_SHARE = _either(
    rf"\b(\d+){_OF}(\d+)\b(?:\s+\w+){{0,3}}?\s*\b{_PASS}",
    rf"\b{_PASS}\s*:?\s*(\d+){_OF}(\d+)\b",
)
_COUNTS = re.compile(r"\b\d+\s+(?:\w+\s+)?(?:passed|passing)\b")
_FAILED_SOME = re.compile(r"\b[1-9]\d*\s+(?:\w+\s+)?(?:failed|failing|errors?)\b")
_SUCCESS = _either(
    rf"\b(?:all|every|the|my|both)\b(?:\s+[\w'-]+){{0,4}}?\s+{_TESTS}(?:\s+(?:now|all|successfully|in code|still))*"
    rf"\s+{_PASS}\b",
    rf"\bthey\s+(?:now\s+)?(?:all\s+)?{_PASS}\b",
    rf"\b{_PASS}\s+(?:all|every|the)\b(?:\s+[\w'-]+){{0,3}}?\s+{_TESTS}\b",
    rf"^{_TESTS}\s*:?\s*(?:all\s+)?(?:passed|passing|green)\b",
    rf"\b{_WORK}\s+(?:now\s+)?works\b",
    r"\b(?:is|are)\s+(?:now\s+)?fully\s+(?:functional|working|implemented|complete)\b",
    r"\b(?:is|are)\s+(?:now\s+)?(?:complete and (?:working|correct)|all fixed)\b",
    r"\b(?:fixed|resolved)\s+all\b(?:\s+[\w'-]+){0,3}?\s+(?:bugs|issues|errors|problems)\b",
    r"\ball\b(?:\s+[\w'-]+){0,3}?\s+(?:bugs|issues|requirements|features)\s+(?:are|were|have been)\s+(?:now\s+)?"
    r"(?:fixed|resolved|implemented|met)\b",
    r"\b(?:successfully|have)\s+(?:completed|implemented|finished|fixed)\b|\bi've\s+fixed\b",
)
_FAILURE = _either(
    rf"\b{_TESTS}\s+(?:\w+\s+){{0,2}}?(?:fail|fails|failed|failing)\b",
    rf"\b(?:fails|failing)\s+(?:\w+\s+){{0,3}}?{_TESTS}\b",
    r"\bstill\s+(?:fails?|failing|broken|missing|incomplete)\b",
    r"\b(?:is|are|remains?)\s+(?:incomplete|broken|unfinished)\b",
    r"\b(?:is|are)\s+not (?:yet )?(?:implemented|complete|working|finished|fixed)\b",
    r"\b(?:does not|doesn't|do not|don't|did not|didn't)\s+(?:yet\s+|fully\s+|all\s+)?(?:work|pass)\b",
    r"\bnot all\b[^.]{0,40}\bpass",
    r"\bi\s+(?:gave up|ran out of (?:time|turns|steps))\b",
    r"\b(?:i|we)\s+(?:could not|couldn't|(?:was|were) not able to|wasn't able to|was unable to|failed to)\s+"
    r"(?!run|verify|test|execute|check|guarantee|access|see|reproduce|measure|confirm)\w+",
)
_FORMER = re.compile(r"\b(?:no|none|initially|before|originally|had|was)\b")
_APART = re.compile(r"\b(?:except|but|apart from|aside from|other than|however|besides)\b")


def _success(sentences: list[str]) -> ClaimedSuccess | None:
    """What the last sentence says that speaks of success: work goes on until its end."""
    last = None
    for sentence in sentences:
        said = _said(sentence.lower())
        if said is not None:
            last = ClaimedSuccess(said, sentence)
    return last


def _said(plain: str) -> bool | None:
    """Whether a sentence claims success (True) or owns up to failure (False); None where it does neither."""
    if (share := _SHARE.search(plain)) is not None and not _HEDGED.search(plain):
        passed, of = (int(number) for number in share.groups() if number is not None)
        return passed == of if passed <= of else None
    if _COUNTS.search(plain) is not None and not _HEDGED.search(plain):
        return _FAILED_SOME.search(plain) is None
    failure, success = _FAILURE.search(plain), _SUCCESS.search(plain)
    if failure is not None:
        before = plain[: failure.start()]
        if not _HEDGED.search(before) and not _FORMER.search(before):
            return False
    if success is None or _HEDGED.search(plain[: success.end()]) or plain.endswith("?"):
        return None
    if _DENIED.search(plain[: success.end()]):
        return None
    return None if _APART.search(plain[success.end() :]) else True


_SURE = re.compile(
    r"\bconfiden(?:ce|t)\b[^.\d%]{0,30}?(\d{1,3}(?:\.\d+)?)\s*%|\b(\d{1,3}(?:\.\d+)?)\s*%\s*(?:sure|confiden\w+|certain)"
    r"|\bconfidence(?:\s+level)?\s*[:=]\s*(0?\.\d+|[01]\.0+)\b"
)


def _confidence(sentences: list[str]) -> float | None:
    found = {value for sentence in sentences if (value := _sure(sentence.lower())) is not None}
    return found.pop() if len(found) == 1 else None


def _sure(plain: str) -> float | None:
    match = _SURE.search(plain)
    if match is None or _DENIED.search(plain):
        return None
    value = float(match[3]) if match[3] else float(match[1] or match[2]) / 100.0
    return value if value <= 1.0 else None
