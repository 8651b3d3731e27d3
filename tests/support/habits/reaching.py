"""Habits that show before a model is asked anything: addresses, lists of models, keys."""

from __future__ import annotations

from fake_engine import whole

from habits.habit import SOLVED, Becomes, Habit, error, right
from prony.nouns import FaultCode, Outcome

HABITS = (
    Habit(
        name="bare-host",
        servers="every server whose address is given as host and port",
        does="is named without the `/v1` of its dialect",
        script=right(),
        named_at="",
        becomes=SOLVED,
    ),
    Habit(
        name="needs-a-key",
        servers="llama-server with `--api-key`, hosted ones",
        does="answers 401 to whoever brings no key",
        script=error(401, "Invalid API Key", code=401, type="authentication_error"),
        becomes=Becomes(Outcome.INFRA, FaultCode.AUTH),
        shows="the engine's words: `Invalid API Key`",
    ),
    Habit(
        name="web-page",
        servers="a login page or another program in an engine's place",
        does="answers with a web page",
        script=whole(200, b"<html>Sign in</html>", "text/html"),
        becomes=Becomes(Outcome.INFRA, FaultCode.NOT_AN_ENGINE, flags=("no_usage",)),
        shows="the first words of the page: `Sign in`",
    ),
)
