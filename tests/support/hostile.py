"""A run in which every text from outside is hostile: markup, scripts, escapes, bidi, NUL, and too much of it."""

from __future__ import annotations

import json
from typing import NamedTuple

import synthetic
from msgspec.structs import replace
from synthetic_run import RunBuilder

from prony.journal import ExchangeSeen, Graded, Noted
from prony.nouns import FaultCode, Grade, Verdict

MARKUP = (
    "<script>window.owned=1;document.title='owned'</script>",
    "</pre></details><script src=http://127.0.0.1:9/x.js></script>",
    '<img src=x onerror="window.owned=1"><img src=http://127.0.0.1:9/x.png>',
    '"><svg onload=window.owned=1>',
    "' onmouseover='window.owned=1' x='",
    "<iframe srcdoc='<script>parent.owned=1</script>'></iframe>",
    "<style>@import url(http://127.0.0.1:9/x.css);*{display:none}</style>",
    "<link rel=stylesheet href=http://127.0.0.1:9/y.css><base href=http://127.0.0.1:9/>",
    "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/'>",
    "<a href=javascript:window.owned=1 id=main>x</a><form action=http://127.0.0.1:9/><button>go</button></form>",
    "{{ 7*7 }} {% raw %} ${7*7} <!-- --> <![CDATA[ ]]> &lt;b&gt; &#0;",
    "</title></style></textarea></noscript><plaintext>",
)
CONTROL = (
    "\x1b]0;owned\x07\x1b[2J\x1b[31mred\x9b31m\x1bPq\x1b\\",
    "\u202eevil\u2066\u2069\u200f\u061c",
    "nul\x00bell\x07back\x08\x7f\x85",
    "zero\u200bwidth\ufeff\u00ad\u2028line\u2029paragraph",
    "tags\U000e0041\U000e0042 marks\ufdd031\ufdd1",
    "o" + "\u0300" * 60 + "verflow",
    "\ud800lone\r\nreturn\rfeed",
)
EVIL = " ".join((*MARKUP, *CONTROL)).encode("utf-8", "replace").decode()
LINE = f"m{MARKUP[0]}{CONTROL[0]}{CONTROL[1]}"
"""What a label or a name may hold: shorter."""
HUGE = "A<b>\u202e" * 170_000
"""1.19 MB of UTF-8."""


class Hostile(NamedTuple):
    """Ids of the run's attempts: whose every text is evil, whose reply is huge, and one ended by an evil fault."""

    run: str
    evil: str
    huge: str
    faulted: str


def hostile_run(builder: RunBuilder, label: str = LINE) -> Hostile:
    """Write the run with `builder`, whose contestants are `label` and `other`."""
    builder.identify(label, quantization=f"Q{EVIL}", name=EVIL, file=EVIL, architecture=EVIL, licence=EVIL)
    builder.identify("other")
    evil = builder.start(label, "one")
    _converse(builder, evil)
    builder.end(
        evil,
        reply=EVIL,
        files={f"a{CONTROL[1]}{MARKUP[1]}.py": EVIL.encode(), "../../../x": b"x", "b.bin": b"\xff\x00", "": b""},
        notes=(EVIL,),
        labels=(EVIL,),
    )
    builder.put(Graded(grade=_graded(evil)))
    huge = builder.start(label, "two")
    builder.exchange(huge, reply=HUGE)
    builder.end(huge, reply=HUGE, files={"solution.py": HUGE.encode()})
    builder.grade(huge, True)
    faulted = builder.start("other", "one")
    builder.exchange(faulted, reply=EVIL)
    builder.end(faulted, code=FaultCode.NO_ANSWER, detail=EVIL)
    builder.attempt("other", "two", False)
    builder.put(Noted(level=EVIL[:40], text=EVIL))
    builder.finish(EVIL)
    return Hostile(builder.run, evil, huge, faulted)


def _graded(attempt: str) -> Grade:
    """A grade whose ids are long and whose message is hostile."""
    one = synthetic.grade(attempt, False, message=EVIL, verdict=Verdict.CRASH)
    long = tuple(f"{'VeryLongName' * 8}.{'test_of_something' * 8}_{number}" for number in range(3))
    tests = tuple(replace(one.tests[0], id=name) for name in long)
    criterion = replace(one.criteria[0], id="criterion" * 12, title=EVIL, failed=long)
    return replace(one, criteria=(criterion,), tests=tests, notes=(EVIL,), labels={EVIL: EVIL})


def _converse(builder: RunBuilder, attempt: str) -> None:
    """Two exchanges with hostile messages, tool calls and a reply that no reader of a wire knows."""
    put = builder.journal.blobs.put
    calls = [{"id": "1", "function": {"name": EVIL, "arguments": json.dumps({EVIL: EVIL})}}]
    opening = [{"role": f"user{MARKUP[0]}", "content": EVIL}]
    more = [*opening, {"role": "assistant", "content": EVIL, "tool_calls": calls}, {"role": "tool", "content": EVIL}]
    delta = {"content": EVIL, "reasoning_content": EVIL, "tool_calls": [{"index": 0, **calls[0]}]}
    stream = f"data: {json.dumps({'choices': [{'delta': delta}]})}\n\ndata: [DONE]\n\n"
    for number, (messages, reply) in enumerate(((opening, stream), (more, EVIL))):
        one = synthetic.exchange(
            attempt,
            number=number,
            request=put(json.dumps({"messages": messages}).encode()),
            reply=put(reply.encode("utf-8", "replace")),
        )
        builder.put(ExchangeSeen(exchange=one))
