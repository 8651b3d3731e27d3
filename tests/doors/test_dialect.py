"""The door for dialects: made-up ones, added from their own files, spoken by an engine and our client.

`telegraph` is the worked example of the docs; the others are of other shapes.
"""

from __future__ import annotations

import importlib.util
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import synthetic
from fake_engine import FakeEngine, Script, Sleep, whole
from gateway_bench import Bench, ask, body_of, get, post, raw
from msgspec.structs import replace
from worked_example import example_files

from prony.boards.attempts.attempt import AttemptReader
from prony.gateway import Budget, Gateway, chat
from prony.gateway.dialects import DIALECTS
from prony.gateway.wire import BodyReader, Dialect, StopReason
from prony.journal import ExchangeSeen
from prony.journal.index import Index
from prony.nouns import FaultCode, Tokens
from prony.outcomes import fault

FOLDER = Path(__file__).parent


class Toy(NamedTuple):
    """How an engine speaks a made-up dialect.

    content_type: of its streams. says: one event with a piece of answer. ends: the events of an end with this word, and
    three tokens written. stops: its words for an end and for a full reply. fails: an event that reports an
    error; refuses: the body of one. posts: where requests go, at the engine.
    """

    content_type: str
    says: Callable[[str], bytes]
    ends: Callable[[str], bytes]
    stops: tuple[str, str]
    fails: Callable[[str], bytes]
    refuses: Callable[[str], bytes]
    posts: str
    opens: bytes = b""


def line(**document: Any) -> bytes:
    return json.dumps(document).encode() + b"\n"


def named(kind: str, **document: Any) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **document})}\n\n".encode()


def netstring(**document: Any) -> bytes:
    body = json.dumps(document).encode()
    return b"%d:%s," % (len(body), body)


TOYS = {
    "telegraph": Toy(
        content_type="application/x-ndjson",
        says=lambda text: line(say=text),
        ends=lambda word: line(end=word, counted={"read": 5, "written": 3}),
        stops=("over", "out of paper"),
        fails=lambda words: line(wrong=words, sort="storm"),
        refuses=lambda words: line(wrong=words, sort="storm"),
        posts="/wires/m/send",
    ),
    "letters": Toy(
        content_type="text/event-stream",
        opens=named("message_start", message={"type": "message", "model": "m", "usage": {"input_tokens": 5}})
        + named("content_block_start", index=0, content_block={"type": "text", "text": ""}),
        says=lambda text: named("content_block_delta", index=0, delta={"type": "text_delta", "text": text}),
        ends=lambda word: (
            named("message_delta", delta={"stop_reason": word}, usage={"output_tokens": 3}) + named("message_stop")
        ),
        stops=("end_turn", "max_tokens"),
        fails=lambda words: named("error", error={"type": "api_error", "message": words}),
        refuses=lambda words: line(type="error", error={"type": "api_error", "message": words}),
        posts="/v1/letters",
    ),
    "netstrings": Toy(
        content_type="application/x-netstrings",
        says=lambda text: netstring(t=text),
        ends=lambda word: netstring(fin=word, made=3),
        stops=("done", "full"),
        fails=lambda words: netstring(error=words),
        refuses=lambda words: line(error=words),
        posts="/complete",
    ),
}


def stream(toy: Toy, *steps: Any) -> Script:
    return Script((toy.opens, *steps) if toy.opens else steps, content_type=toy.content_type)


def load(file: Path) -> Dialect:
    spec = importlib.util.spec_from_file_location(f"toy_{file.stem}", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.DIALECT


@pytest.fixture(params=TOYS)
def name(
    request: pytest.FixtureRequest,
    guest_package: Callable[[dict[str, str], str], Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[str]:
    """Each dialect in turn, there for the length of a test; that of the docs as somebody else's package."""
    name: str = request.param
    if (FOLDER / f"dialect_{name}").is_dir():
        with DIALECTS.adding(name, load(FOLDER / f"dialect_{name}" / f"{name}.py")):
            yield name
        return
    guest_package(example_files("dialect.md"), f"[prony.dialects]\n{name} = {name}\n")
    monkeypatch.setattr(DIALECTS, "_foreign", None)
    yield name
    DIALECTS._loaded.pop(name, None)


@pytest.fixture
def toy(name: str) -> Toy:
    return TOYS[name]


@pytest.fixture
async def bench(fake_engine: FakeEngine) -> AsyncIterator[Bench]:
    made: list[Bench] = []
    async with Gateway(record=lambda e: made[0].exchanges.append(e), put_blob=lambda d: made[0].put_blob(d)) as gateway:
        made.append(Bench(gateway, fake_engine))
        yield made[0]


async def test_it_is_spoken_and_measured(bench: Bench, name: str, toy: Toy) -> None:
    bench.engine.default = stream(toy, toy.says("hel"), Sleep(0.02), toy.says("lo"), toy.ends(toy.stops[0]))
    reply = await chat(bench.open().base_url, ask(), dialect=name)
    one, times = bench.last, bench.last.times
    assert (reply.text, reply.stop, reply.finish_reason, reply.fault) == ("hello", StopReason.END, toy.stops[0], None)
    assert (one.dialect, one.streamed, one.finish_reason, one.fault) == (name, True, toy.stops[0], None)
    assert (one.model_asked, one.content_chars, one.flags) == ("m", 5, ())
    assert one.tokens == reply.tokens
    assert one.tokens.completion == 3
    order = [times.headers_s, times.first_event_s, times.first_answer_s, times.last_s, times.end_s]
    assert None not in order
    assert order == sorted(order, key=lambda at: at or 0)
    assert (times.last_s or 0) - (times.first_answer_s or 0) >= 0.01
    assert bench.engine.calls[0].target == toy.posts


async def test_what_goes_wrong_has_the_name_that_it_has_everywhere(bench: Bench, name: str, toy: Toy) -> None:
    said = toy.says("a")
    shapes: list[tuple[Script, FaultCode]] = [
        (stream(toy, said, toy.ends(toy.stops[1])), FaultCode.TRUNCATED),
        (stream(toy, toy.ends(toy.stops[0])), FaultCode.EMPTY),
        (stream(toy, said), FaultCode.STREAM_CUT),
        (stream(toy, said, toy.fails("CUDA error: out of memory")), FaultCode.ENGINE_OOM),
        (stream(toy, said, toy.fails("whatever")), FaultCode.ENGINE_ERROR),
        (whole(400, toy.refuses("that exceeds the context")), FaultCode.CONTEXT_EXCEEDED),
        (whole(401, toy.refuses("no")), FaultCode.AUTH),
        (whole(200, b'{"status": "ok"}'), FaultCode.NOT_AN_ENGINE),
        (whole(200, b"<html>", "text/html"), FaultCode.NOT_AN_ENGINE),
    ]
    for script, code in shapes:
        bench.engine.default = script
        reply = await chat(bench.open().base_url, ask(), dialect=name)
        named_by = [one.code if one else None for one in (reply.fault, bench.last.fault)]
        assert named_by == [code, code]


async def test_the_gateway_refuses_in_its_shape(bench: Bench, name: str, toy: Toy) -> None:
    path = bench.open(budget=Budget(requests=0))
    request = DIALECTS[name].request(ask())
    url = path.base_url.removesuffix("/v1")
    reply = body_of(await raw(url, post(url, request.body, request.path)))
    shape = json.loads(toy.refuses(""))
    assert json.loads(reply).keys() == shape.keys()
    error = DIALECTS[name].reader().failure(json.loads(reply))
    assert error is not None
    assert error.kind.startswith("prony_budget")
    refused = (await chat(path.base_url, ask(), dialect=name)).fault
    assert refused is not None
    assert refused.code is FaultCode.BUDGET


async def test_a_stream_that_the_gateway_ends_says_why(bench: Bench, name: str, toy: Toy) -> None:
    bench.engine.default = stream(toy, toy.says("a"), Sleep(20))
    reply = await chat(bench.open(budget=Budget(wall_s=0.3)).base_url, ask(), dialect=name)
    assert reply.fault is not None
    assert (reply.text, reply.fault.code) == ("a", FaultCode.TIMEOUT_TOTAL)


async def test_boards_show_what_was_said(
    bench: Bench, name: str, toy: Toy, build_run: Callable[..., Any], tmp_path: Path
) -> None:
    bench.engine.default = stream(toy, toy.says("hel"), toy.says("lo"), toy.ends(toy.stops[0]))
    said = [{"role": "system", "content": "be good"}, {"role": "user", "content": "do it"}]
    await chat(bench.open().base_url, ask(messages=said), dialect=name)
    builder = build_run()
    builder.identify("m")
    attempt = builder.start("m", "one")
    put, one = builder.journal.blobs.put, bench.last
    request, reply = put(bench.blobs[one.request_blob or ""]), put(bench.blobs[one.reply_blob or ""])
    seen = synthetic.exchange(attempt, request=request, reply=reply)
    builder.put(ExchangeSeen(exchange=replace(seen, dialect=name)))
    builder.finish()
    with Index(tmp_path) as index:
        index.update()
        (shown,) = AttemptReader(index, builder.run, 1 << 20).view(attempt).exchanges
    assert [(one.role, one.text) for one in shown.asked] == [("system", "be good"), ("user", "do it")]
    assert shown.answered is not None
    assert (shown.answered.role, shown.answered.text) == ("assistant", "hello")


async def test_a_request_that_no_dialect_knows_is_answered_with_what_there_is(bench: Bench, name: str) -> None:
    path = bench.open()
    reply = body_of(await raw(path.base_url, post(path.base_url, ask(), "/embeddings")))
    assert DIALECTS[name].routes[0] in json.loads(reply)["error"]["message"]


@pytest.mark.parametrize("known", sorted(DIALECTS.names()))
def test_those_that_are_built_in_read_what_the_gateway_reports_in_them(known: str) -> None:
    reports_itself(DIALECTS[known])


def test_so_do_those_that_are_added(name: str) -> None:
    reports_itself(DIALECTS[name])


def reports_itself(dialect: Dialect) -> None:
    reason = fault(FaultCode.BUDGET, "it is used")
    refused = dialect.reader().failure(json.loads(dialect.refusal(reason, 403)))
    content_type = dict(dialect.headers).get(b"Accept", b"").decode()
    reader = BodyReader(dialect.reader(), content_type)
    reader.feed(dialect.last_event(reason), 1.0)
    for error in (refused, reader.reader.reading.error):
        assert error is not None
        assert error.kind.startswith("prony_budget")
        assert "it is used" in error.message


# What only one of them has


telegraph, letters, netstrings = (pytest.mark.parametrize("name", [one], indirect=True) for one in TOYS)


@telegraph
async def test_a_model_in_the_path_is_mapped_there_and_the_body_stays(bench: Bench, name: str) -> None:
    bench.engine.default = stream(TOYS[name], TOYS[name].says("a"), TOYS[name].ends("over"))
    path = bench.open(model="real-7b")
    url, body = path.base_url.removesuffix("/v1"), b'{ "talk": [], "live": true }'
    await raw(url, post(url, body, "/wires/some/send"))
    (sent,) = bench.engine.calls
    assert (sent.target, sent.raw) == ("/wires/real-7b/send", body)
    assert (bench.last.model_asked, bench.last.flags) == ("real-7b", ("model_mapped",))


@telegraph
async def test_parameters_are_pinned_in_its_terms(bench: Bench, name: str) -> None:
    bench.engine.default = stream(TOYS[name], TOYS[name].says("a"), TOYS[name].ends("over"))
    path = bench.open(dialect=name, parameters={"paper": 7}, model="real-7b")
    await chat(path.base_url, ask("some"), dialect=name)
    assert (bench.engine.calls[0].target, bench.engine.calls[0].body["paper"]) == ("/wires/real-7b/send", 7)
    assert bench.last.parameters == {"paper": 7}
    assert set(bench.last.flags) == {"model_mapped", "parameters_pinned"}


@letters
async def test_a_count_of_tokens_is_forwarded_and_no_exchange(bench: Bench, name: str) -> None:
    bench.engine.default = whole(200, b'{"input_tokens":42}')
    path = bench.open(model="real-7b", budget=Budget(requests=0))
    reply = await raw(path.base_url, post(path.base_url, ask("some"), "/letters/count_tokens"))
    assert json.loads(body_of(reply)) == {"input_tokens": 42}
    assert bench.engine.calls[0].body == ask("real-7b")
    assert (bench.exchanges, path.requests) == ([], 0)
    assert (await raw(path.base_url, get(path.base_url, "/letters/count_tokens"))).startswith(b"HTTP/1.1 404 ")


@letters
@pytest.mark.parametrize("where", ["/letters", "/letters/count_tokens"])
async def test_a_body_that_it_cannot_read_is_refused_in_its_shape(bench: Bench, name: str, where: str) -> None:
    path = bench.open(model="real-7b")
    reply = await raw(path.base_url, post(path.base_url, ask(tools=5), where))
    assert reply.startswith(b"HTTP/1.1 400 ")
    assert json.loads(body_of(reply))["error"]["type"] == "prony_bad_request"
    assert bench.engine.calls == []


@letters
async def test_a_key_travels_in_its_own_header_and_a_harnesss_stays_behind(
    bench: Bench, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOME_KEY", "sk-very-secret")
    for more, key in (({"api_key_env": "SOME_KEY"}, "sk-very-secret"), ({}, None)):
        path = bench.open(**more)
        request = post(path.base_url, ask(), "/letters", x_letters_key="placeholder", Letters_version="1")
        await raw(path.base_url, request)
        headers = bench.engine.calls[-1].headers
        assert headers.get("x-letters-key") == key
        assert headers["letters-version"] == "1"


@letters
async def test_reasoning_calls_and_cached_tokens_are_read_from_named_events(bench: Bench, name: str) -> None:
    usage = {"input_tokens": 5, "cache_read_input_tokens": 20}
    call = {"type": "tool_use", "id": "c1", "name": "ls", "input": {}}
    bench.engine.default = Script(
        (
            named("message_start", message={"type": "message", "model": "m", "usage": usage}),
            named("ping"),
            named("content_block_delta", index=0, delta={"type": "thinking_delta", "thinking": "hm"}),
            named("content_block_start", index=1, content_block=call),
            named("content_block_delta", index=1, delta={"type": "input_json_delta", "partial_json": '{"p":'}),
            named("content_block_delta", index=1, delta={"type": "input_json_delta", "partial_json": '"."}'}),
            TOYS[name].ends("tool_use"),
        )
    )
    reply = await chat(bench.open().base_url, ask(), dialect=name)
    assert (reply.reasoning, reply.stop, reply.fault) == ("hm", StopReason.TOOL_CALLS, None)
    assert [(one.id, one.name, one.arguments) for one in reply.tool_calls] == [("c1", "ls", '{"p":"."}')]
    assert reply.tokens == Tokens(prompt=25, cached=20, completion=3, source="usage")
    times = bench.last.times
    assert (times.first_reasoning_s or 0) <= (times.first_answer_s or 0)


@netstrings
async def test_an_end_that_only_it_can_explain_and_a_flag_of_its_own(bench: Bench, name: str) -> None:
    toy = TOYS[name]
    bench.engine.default = stream(toy, toy.says("oh, sigh"))
    await chat(bench.open().base_url, ask(), dialect=name)
    assert bench.last.fault is not None
    assert bench.last.fault.code is FaultCode.LOOP
    bench.engine.default = stream(toy, toy.says("YES"), toy.ends("done"))
    await chat(bench.open().base_url, ask(), dialect=name)
    assert bench.last.flags == ("shouted",)


@netstrings
def test_its_own_framing_is_the_same_wherever_it_is_cut(name: str) -> None:
    body = TOYS[name].says("naïve, 世界") + TOYS[name].says("b") + TOYS[name].ends("done")
    for at in range(len(body)):
        for content_type in ("application/x-netstrings", ""):
            reader = BodyReader(DIALECTS[name].reader(), content_type)
            for piece in (body[:at], body[at:]):
                reader.feed(piece, 1.0)
            reader.end(2.0)
            reading = reader.reader.reading
            assert (reading.text, reading.stop_word, reading.chunks) == ("naïve, 世界b", "done", 3)
