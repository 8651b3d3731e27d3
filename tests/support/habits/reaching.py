"""Habits that show before a model is asked anything: addresses, lists of models, keys."""

from __future__ import annotations

from collections.abc import Callable

from fake_engine import Call, Script, whole

from habits.habit import SOLVED, Becomes, Habit, error, listed, right
from prony.nouns import FaultCode, Outcome


def _chats_alone(call: Call) -> Script:
    """A place that takes chats, and refuses whoever only looks."""
    return error(405, "Method Not Allowed") if call.method == "GET" else right()


def _chats_alone_and_hides_it(call: Call) -> Script:
    """A place that takes chats, and that is not there for whoever only looks."""
    if call.method == "GET":
        return error(404, "Cannot GET /v1/chat/completions")
    return right() if call.body.get("messages") else error(400, "messages: field required")


def _after_loading() -> Callable[[Call], Script]:
    """A list of models for whoever comes a second time."""
    answers = iter([error(503, "Loading model", type="unavailable_error")])
    return lambda call: next(answers, listed("m"))


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
    Habit(
        name="own-path",
        servers="GLM (`/api/paas/v4`), Gemini (`/v1beta/openai`), gateways",
        does="has its dialect at a path of its own, without `/v1`",
        script=right(),
        at="/api/paas/v4",
        becomes=SOLVED,
    ),
    Habit(
        name="path-without-v1",
        servers="Groq (`/openai/v1`), vLLM or llama-server behind a prefix",
        does="is named by a path that lacks its `/v1`",
        script=right(),
        at="/openai/v1",
        named_at="/openai",
        becomes=SOLVED,
    ),
    Habit(
        name="whole-address",
        servers="every server whose address was copied from an example",
        does="is named by the whole address of a service",
        script=right(),
        named_at="/v1/chat/completions",
        becomes=SOLVED,
    ),
    Habit(
        name="without-a-version",
        servers="DeepSeek, LiteLLM, servers of one's own",
        does="has its dialect at the root, and nothing at `/v1`",
        script=right(),
        at="",
        becomes=SOLVED,
    ),
    Habit(
        name="native-path",
        servers="Ollama (`/api`), LM Studio (`/api/v0`)",
        does="is named by the path of its own dialect",
        script=right(),
        named_at="/api/chat",
        becomes=SOLVED,
    ),
    Habit(
        name="bare-list",
        servers="Together, servers of one's own",
        does="lists its models without an object around them",
        script=right(),
        models=whole(200, b'[{"id":"m"},{"id":"n"}]'),
        becomes=SOLVED,
    ),
    Habit(
        name="list-of-names",
        servers="small servers and proxies",
        does="lists names alone",
        script=right(),
        models=whole(200, b'{"models":["m",null,"m"]}'),
        becomes=SOLVED,
    ),
    Habit(
        name="null-list",
        servers="Go servers without a model loaded",
        does="lists `null`, and answers to the model all the same",
        script=right(),
        models=whole(200, b'{"object":"list","data":null}'),
        becomes=SOLVED,
    ),
    Habit(
        name="no-list",
        servers="Perplexity, older text-generation servers",
        does="has no list of models, and chats",
        script=right(),
        models=error(404, "Not Found"),
        paths={"/v1/chat/completions": _chats_alone},
        becomes=SOLVED,
        shows="`taking your word for m`",
    ),
    Habit(
        name="no-list-and-no-get",
        servers="servers of one's own in Node or Go",
        does="has no list of models, answers 404 to every GET, and chats",
        script=right(),
        models=error(404, "Cannot GET /v1/models"),
        paths={"/v1/chat/completions": _chats_alone_and_hides_it},
        becomes=SOLVED,
        shows="`taking your word for m`",
    ),
    Habit(
        name="forbids-to-look",
        servers="Ollama and LM Studio before a host name that they do not know, Cloudflare",
        does="answers 403 to whoever looks, and wants no key",
        script=right(),
        models=error(403, "Host not allowed"),
        becomes=Becomes(refused="E208"),
        shows="its own words, and what else it may be: `Host not allowed`, `take no requests for this host name`",
    ),
    Habit(
        name="redirects-chats",
        servers="FastAPI servers whose paths end in a slash, proxies that want https",
        does="lists its models, and redirects whoever chats",
        script=whole(307, b"", headers=(("Location", "/v1/chat/completions/"),)),
        becomes=Becomes(Outcome.INFRA, FaultCode.NOT_AN_ENGINE),
        shows="where it sends to: `it sends on to /v1/chat/completions/`",
    ),
    Habit(
        name="redirects-from-the-first",
        servers="proxies that want another path or https",
        does="redirects whoever chats, the first small request too",
        script=whole(308, b"", headers=(("Location", "https://elsewhere.example/v1"),)),
        before=whole(308, b"", headers=(("Location", "https://elsewhere.example/v1"),)),
        becomes=Becomes(Outcome.MISSING, FaultCode.REQUEST_REFUSED),
        shows="where it sends to: `it sends on to https://elsewhere.example/v1`",
    ),
    Habit(
        name="hidden-model",
        servers="llama-swap (`unlisted`), LiteLLM (wildcards)",
        does="answers to a model that it does not list",
        script=right(),
        models=listed("another"),
        becomes=SOLVED,
    ),
    Habit(
        name="no-such-model",
        servers="all",
        does="says that it has no model of that name",
        script=right(),
        before=error(404, "The model `m` does not exist or you do not have access to it.", code="model_not_found"),
        models=listed("another", "a-third"),
        becomes=Becomes(refused="E207"),
        shows="what it serves: `another, a-third`",
    ),
    Habit(
        name="listed-by-path",
        servers="llama-server without `--alias`",
        does="calls its model by the path of its file",
        script=right(),
        models=listed("/home/ann/models/m.gguf"),
        becomes=SOLVED,
        shows="the file's name, never its path",
    ),
    Habit(
        name="other-case",
        servers="servers of models with a maker's name",
        does="lists the model with its maker, in capitals",
        script=right(),
        models=listed("Maker/M", "Maker/N"),
        becomes=SOLVED,
        shows="`m is served as Maker/M`",
    ),
    Habit(
        name="fits-two",
        servers="gateways to several makers",
        does="lists two models that the name fits",
        script=right(),
        models=listed("one/m", "two/m"),
        becomes=Becomes(refused="E114"),
        shows="both: `one/m, two/m`",
    ),
    Habit(
        name="unknown-sizes",
        servers="llama-swap, and most that list several",
        does="lists models of unknown size, none of them loaded, to who names none",
        script=right(),
        model=None,
        models=listed("small", "huge"),
        becomes=Becomes(refused="E117"),
        shows="a question: `name what to measure with --model: small, huge`",
    ),
    Habit(
        name="key-to-look",
        servers="llama-server with `--api-key`, hosted ones",
        does="lists nothing to whoever brings no key",
        script=right(),
        models=error(401, "Invalid API Key", code=401, type="authentication_error"),
        becomes=Becomes(refused="E208"),
        shows="`--api-key-env`",
    ),
    Habit(
        name="loading-to-look",
        servers="llama-server of older builds, servers behind a proxy",
        does="answers 503 to whoever looks, while it loads",
        script=right(),
        models=_after_loading(),
        becomes=SOLVED,
        shows="that it is waited for: `Loading model`",
    ),
    Habit(
        name="sends-on",
        servers="web servers that want https, or another host",
        does="redirects whoever looks",
        script=right(),
        models=whole(308, b"", headers=(("Location", "https://elsewhere.example/v1/models"),)),
        becomes=Becomes(refused="E115"),
        shows="`https://elsewhere.example/v1/models`",
    ),
    Habit(
        name="page-for-everything",
        servers="a web interface before an engine",
        does="answers every GET with its page",
        script=right(),
        models=whole(200, b"<html>Chat</html>", "text/html"),
        becomes=Becomes(refused="E115"),
        shows="the page's first words: `Chat`",
    ),
)
