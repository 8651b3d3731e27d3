"""Requests that an engine refuses in words that name another way: asked again in that way, and in no other."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fake_engine import DONE, ROLE, USAGE, Call, Script, answer, completion, delta, event, finish, sse, whole
from gateway_bench import Bench, ask
from hypothesis import given, settings
from hypothesis import strategies as st

from prony.gateway import Upstream, chat
from prony.gateway.asking import MOST_ADDED
from prony.gateway.shims import SHIMS, EngineRefusal, Replies, cure_of, shimmed, words_of
from prony.gateway.shims.call_ids import fitting_id
from prony.nouns import FaultCode

TOOL = {"type": "function", "function": {"name": "bash", "parameters": {"type": "object"}, "strict": True}}
CALL = {"id": "call_0_long", "type": "function", "function": {"name": "bash", "arguments": "{}"}}
USER = {"role": "user", "content": "hi"}
SYSTEM = {"role": "system", "content": "Be brief."}
ASSISTANT = {"role": "assistant", "content": "yes"}
CALLING = {"role": "assistant", "content": None, "tool_calls": [CALL]}
RESULT = {"role": "tool", "tool_call_id": "call_0_long", "content": "done"}


def body(*messages: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"model": "m", "messages": list(messages) or [USER], "stream": True, **more}


AGENT = body(SYSTEM, USER, CALLING, RESULT, tools=[TOOL], max_tokens=9)

REFUSALS: list[tuple[str, dict[str, Any], str | None]] = [
    # the tokens of a reply
    (
        "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
        body(max_tokens=9),
        "max-completion-tokens",
    ),
    ("property 'max_tokens' is unsupported", body(max_tokens=9), "max-completion-tokens"),
    (
        '{"detail":[{"type":"extra_forbidden","loc":["body","max_completion_tokens"]}]}',
        body(max_completion_tokens=9),
        "max-tokens",
    ),
    ("Unrecognized request argument supplied: max_completion_tokens", body(max_completion_tokens=9), "max-tokens"),
    ("max_tokens is too large: 8192. At most 4096 completion tokens", body(max_tokens=8192), "fewer-tokens:4096"),
    ("max_tokens 8192 is not supported: the maximum is 4096", body(max_tokens=8192), "fewer-tokens:4096"),
    (
        "'max_completion_tokens' must be less than 4096, 8192 is not supported",
        body(max_completion_tokens=8192),
        "fewer-tokens:4095",
    ),
    ("Invalid max_tokens, the valid range of max_tokens is [1, 8192]", body(max_tokens=8448), "fewer-tokens:8192"),
    ("Range of max_tokens should be [1, 2000]", body(max_tokens=8448), "fewer-tokens:2000"),
    (
        "max_tokens: 8448 > 4096, which is the maximum allowed number of output tokens",
        body(max_tokens=8448),
        "fewer-tokens:4096",
    ),
    (
        "a maxOutputTokens value of 8448 but the supported range is from 1 (inclusive) to 8193 (exclusive).",
        body(max_tokens=8448),
        "fewer-tokens:8192",
    ),
    (
        "Invalid 'max_tokens': integer above maximum value. Expected a value <= 4096, but got 8448 instead.",
        body(max_tokens=8448),
        "fewer-tokens:4096",
    ),
    (
        "'max_tokens' or 'max_completion_tokens' is too large: 8448. This model's maximum context length is 4096 "
        "tokens and your request has 118 input tokens (8448 > 4096 - 118).",
        body(max_tokens=8448),
        "fewer-tokens:3840",
    ),
    (
        "This model's maximum context length is 1024 tokens. However, you requested 8566 tokens (118 in the messages, "
        "8448 in the completion).",
        body(max_tokens=8448),
        "fewer-tokens:906",
    ),
    (
        "`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 118 `inputs` tokens and 8448 `max_new_tokens`",
        body(max_tokens=8448),
        "fewer-tokens:3840",
    ),
    (
        "input length and `max_tokens` exceed context limit: 188240 + 8448 > 189000, decrease input length",
        body(max_tokens=8448),
        "fewer-tokens:760",
    ),
    (
        "This model's maximum context length is 4096 tokens. However, you requested 8448 output tokens and your prompt "
        "contains at least 4096 input tokens",
        body(max_tokens=8448),
        None,
    ),
    ("Rate limit reached on max_tokens per minute: Limit 6000, Requested 8566", body(max_tokens=8448), None),
    # sampling
    (
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported.",
        body(temperature=0, top_p=1),
        "without:temperature",
    ),
    ("`temperature` is deprecated for this model.", body(temperature=0), "without:temperature"),
    ("The model does not support setting top_p to 0.9: unsupported", body(top_p=0.9), "without:top_p"),
    ('Invalid JSON payload received. Unknown name "seed": Cannot find field.', body(seed=1), "without:seed"),
    (
        "litellm.UnsupportedParamsError: openai does not support parameters: ['top_k'], for model=o3",
        body(top_k=4),
        "without:top_k",
    ),
    # fields that a strict server does not know
    (
        '{"detail":[{"type":"extra_forbidden","loc":["body","stream_options"],"msg":"Extra inputs"}]}',
        body(stream_options={"include_usage": True}),
        "without:stream_options",
    ),
    ("Unrecognized request argument supplied: stream_options", body(stream_options={}), "without:stream_options"),
    ('json: unknown field "parallel_tool_calls"', body(parallel_tool_calls=True), "without:parallel_tool_calls"),
    ("Extra inputs are not permitted, field: 'store', value: False", body(store=False), "without:store"),
    (
        "for 'role:assistant' the following must be [('messages.1' : property 'reasoning_content' is unsupported)]",
        body(USER, ASSISTANT | {"reasoning_content": "hm"}),
        "without:messages.reasoning_content",
    ),
    ("tools.0.function.strict: Extra inputs are not permitted", AGENT, "without:tools.function.strict"),
    (
        "Argument not supported on this model: presencePenalty",
        body(presence_penalty=0.1),
        "without:presence_penalty",
    ),
    ("Malformed input request: #: extraneous key [logprobs] is not permitted", body(logprobs=1), "without:logprobs"),
    # roles
    ("Jinja Exception: System role not supported", body(SYSTEM, USER), "system-as-user"),
    (
        "Unsupported value: 'messages[0].role' does not support 'system' with this model.",
        body(SYSTEM, USER),
        "system-as-user",
    ),
    ("Only user and assistant roles are supported!", body(SYSTEM, USER), "system-as-user"),
    ("Developer instruction is not enabled for models/gemma-3-27b-it", body(SYSTEM, USER), "system-as-user"),
    ("Conversation roles must alternate user/assistant/user/assistant/...", body(SYSTEM, USER), "system-as-user"),
    ("System message must be at the beginning.", body(USER, ASSISTANT, SYSTEM), "system-as-user"),
    ("Conversation roles must alternate user/assistant/user/assistant/...", body(USER, USER), "merged-turns"),
    (
        "roles must alternate between 'user' and 'assistant', but found multiple 'user' roles",
        body(USER, USER),
        "merged-turns",
    ),
    (
        "unknown variant `developer`, expected one of `system`, `user`, `assistant`, `tool`",
        body({"role": "developer", "content": "x"}, USER),
        "developer-as-system",
    ),
    ("Unexpected message role.", body({"role": "developer", "content": "x"}, USER), "developer-as-system"),
    # tools
    ('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set', AGENT, "tools-as-text"),
    ("tools param requires --jinja flag", AGENT, "tools-as-text"),
    ("registry.ollama.ai/library/gemma:2b does not support tools", AGENT, "tools-as-text"),
    ("No endpoints found that support tool use. To learn more about provider routing", AGENT, "tools-as-text"),
    ("Function calling is not enabled for models/gemma-3-27b-it", AGENT, "tools-as-text"),
    ("Unsupported param: tools", AGENT, "tools-as-text"),
    ("`tool calling` is not supported with this model", AGENT, "tools-as-text"),
    ("deepseek-reasoner does not support Function Calling", AGENT, "tools-as-text"),
    (
        "Jinja Exception: Conversation roles must alternate user/assistant/user/assistant/...",
        body(USER, CALLING, RESULT, tools=[TOOL]),
        "tools-as-text",
    ),
    ("Unable to generate parser for this template. Automatic parser generation failed", AGENT, "tools-as-text"),
    # turns of tools
    (
        "thinking is enabled but reasoning_content is missing in assistant tool call message at index 2",
        AGENT,
        "reasoning-back",
    ),
    ("Missing `reasoning_content` field in the assistant message at message index 1.", AGENT, "reasoning-back"),
    ("The `reasoning_content` in the thinking mode must be passed back to the API.", AGENT, "reasoning-back"),
    ("Function call is missing a thought_signature in functionCall parts.", AGENT, "signatures-back"),
    ("Tool call id was call_0_long but must be a-z, A-Z, 0-9, with a length of 9.", AGENT, "call-ids"),
    ("Tool call IDs should be alphanumeric strings with length 9!", AGENT, "call-ids"),
    (
        "Invalid 'messages[1].tool_calls[0].id': string too long. Expected a string with maximum length 40",
        AGENT,
        "call-ids",
    ),
    ("messages.2.content: Input should be a valid string", AGENT, "text-for-null"),
    ("invalid type: null, expected a string for content", AGENT, "text-for-null"),
    ('Cannot apply filter "trim" to type: NullValue', AGENT, "text-for-null"),
    ("messages: text content blocks must be non-empty", body(USER, CALLING | {"content": ""}, RESULT), "null-for-text"),
    (
        'can only concatenate str (not "list") to str',
        body({"role": "user", "content": [{"type": "text", "text": "a"}]}),
        "content-as-text",
    ),
    ("messages.0.content: Input should be a valid list", body(USER), "content-as-parts"),
    ("GenerateContentRequest.contents[2].parts[0].function_response.name: Name cannot be empty.", AGENT, "tool-names"),
    ("Can only get item pairs from a mapping.", AGENT, "arguments-as-object"),
    ("'str object' has no attribute 'items'", AGENT, "arguments-as-object"),
    ("tool_calls.0.function.arguments: Input should be a valid dictionary", AGENT, "arguments-as-object"),
    (
        "'messages' array must only contain objects with a 'content' field that is not empty.",
        body(USER, CALLING | {"content": ""}, RESULT),
        "null-for-text",
    ),
    (
        "After the (optional) system message(s), user or tool message(s) should alternate with assistant message(s).",
        body(USER, USER),
        "merged-turns",
    ),
    # refusals of other things, in words that are near
    ("model 'x' not found", AGENT, None),
    ("Invalid schema for function 'bash': 'type' is required", body(tools=[]), None),
    ("This model's maximum context length is 4096 tokens", AGENT, None),
    ("The user is not allowed to use this model", body(user="me"), None),
    ("prompt is required and must not be empty", body(USER), None),
    ("internal error", AGENT, None),
    ("An internal system error, please check your message: unknown", AGENT, None),
    ("[Errno 38] Function not implemented", AGENT, None),
    ("The system is not available", AGENT, None),
    ("max_tokens must be at least 1024", AGENT, None),
    ("Your organization must be verified to stream this model. unsupported value: 'stream'", body(), None),
]


@pytest.mark.parametrize(("words", "request_body", "shim"), REFUSALS, ids=lambda one: str(one)[:50])
def test_a_refusal_asks_for_one_shim_or_none(words: str, request_body: dict[str, Any], shim: str | None) -> None:
    wrapped = json.dumps({"error": {"message": words}}).encode()
    for reply in (words.encode(), wrapped, json.dumps({"error": {"message": wrapped.decode()}}).encode()):
        cure = cure_of(EngineRefusal.of(400, reply), request_body, dialect="chat", had=(), pinned=())
        assert (cure.shim if cure else None) == shim, reply


@pytest.mark.parametrize(
    ("words", "request_body", "shim"), [one for one in REFUSALS if one[2]], ids=lambda one: str(one)[:50]
)
def test_a_shim_changes_what_it_was_asked_for_and_is_asked_for_once(
    words: str, request_body: dict[str, Any], shim: str
) -> None:
    before = json.dumps(request_body)
    after = shimmed(request_body, [shim], dialect="chat", replies=Replies())
    assert json.dumps(request_body) == before, "the request that was given was changed"
    assert (after == request_body) == SHIMS[shim.partition(":")[0]].by_harness
    assert len(after["messages"]) >= 1
    again = cure_of(EngineRefusal.of(400, words.encode()), after, dialect="chat", had=[shim], pinned=())
    assert again is None or again.shim != shim
    assert shimmed(after, [shim], dialect="chat", replies=Replies()) == after, "twice is not once"
    assert words_of(shim)


def test_a_system_message_becomes_the_head_of_what_the_user_says() -> None:
    made = shimmed(body(SYSTEM, USER, ASSISTANT), ["system-as-user"], dialect="chat", replies=Replies())
    assert made["messages"] == [{"role": "user", "content": "Be brief.\n\nhi"}, ASSISTANT]


def test_ids_of_calls_and_of_their_results_stay_together() -> None:
    made = shimmed(AGENT, ["call-ids"], dialect="chat", replies=Replies())
    called, result = made["messages"][2]["tool_calls"][0]["id"], made["messages"][3]["tool_call_id"]
    assert called == result == fitting_id("call_0_long")
    assert len(called) == 9
    assert called.isalnum()
    assert fitting_id(called) == called


# At the gateway


def refusing(words: str, lacks: str, reply: Script | None = None) -> Any:
    """Refuse requests that hold `lacks`; else answer."""

    def script(call: Call) -> Script:
        refused = whole(400, json.dumps({"error": {"message": words}}).encode())
        return refused if lacks in json.dumps(call.body) else reply or answer("hello")

    return script


MAX_TOKENS = (
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
)


async def test_a_refused_request_is_asked_again_and_the_harness_sees_one_reply(bench: Bench) -> None:
    bench.engine.default = refusing(MAX_TOKENS, '"max_tokens"')
    path = bench.open()
    reply = await chat(path.base_url, ask(max_tokens=7))
    assert (reply.text, reply.fault) == ("hello", None)
    assert [call.body.get("max_completion_tokens") for call in bench.engine.calls] == [None, 7]
    assert path.late_shims == ("max-completion-tokens",)
    refused, taken = path.finished
    assert refused.fault is not None
    assert refused.fault.code is FaultCode.BAD_REQUEST
    assert "asked_again" in refused.flags
    assert "shimmed" in taken.flags
    assert "shimmed" not in refused.flags
    assert refused.id != taken.id
    assert path.requests == 1, "what the engine refused is none of the harness's budget"


async def test_the_next_request_of_a_path_goes_in_the_way_that_was_found(bench: Bench) -> None:
    bench.engine.default = refusing(MAX_TOKENS, '"max_tokens"')
    path = bench.open()
    for _ in range(3):
        assert (await chat(path.base_url, ask(max_tokens=7))).fault is None
    assert len(bench.engine.calls) == 4


async def test_several_refusals_in_a_row_are_answered_one_after_the_other(bench: Bench) -> None:
    def script(call: Call) -> Script:
        for words, lacks in (
            (MAX_TOKENS, '"max_tokens"'),
            ("Unrecognized request argument supplied: stream_options", "stream_options"),
            ("System role not supported", '"system"'),
        ):
            if lacks in json.dumps(call.body):
                return whole(400, json.dumps({"error": {"message": words}}).encode())
        return answer("hello")

    bench.engine.default = script
    path = bench.open()
    reply = await chat(path.base_url, ask(max_tokens=7, messages=[SYSTEM, USER]))
    assert reply.fault is None
    assert path.late_shims == ("max-completion-tokens", "without:stream_options", "system-as-user")


async def test_a_refusal_that_no_shim_cures_reaches_the_harness_as_it_is(bench: Bench) -> None:
    refusal = whole(400, b'{"error":{"message":"no such thing"}}')
    bench.engine.default = refusal
    path = bench.open()
    reply = await chat(path.base_url, ask(max_tokens=7))
    assert reply.fault is not None
    assert reply.fault.detail == "HTTP 400: no such thing"
    assert len(bench.engine.calls) == 1
    assert path.late_shims == ()


async def test_an_engine_that_refuses_all_the_same_is_not_asked_for_ever_and_leaves_no_shim(bench: Bench) -> None:
    bench.engine.default = whole(400, json.dumps({"error": {"message": MAX_TOKENS}}).encode())
    path = bench.open()
    reply = await chat(path.base_url, ask(max_tokens=7))
    assert reply.fault is not None
    assert reply.fault.code is FaultCode.BAD_REQUEST
    assert len(bench.engine.calls) == 2
    assert path.late_shims == ()


async def test_what_the_plan_pins_is_not_left_out(bench: Bench) -> None:
    words = (
        "Unsupported value: 'temperature' does not support 0 with this model. Only the default (1) value is supported."
    )
    bench.engine.default = refusing(words, "temperature")
    pinning = bench.gateway.open("a", Upstream(base_url=bench.engine.base_url, model="m", pinned=("temperature",)))
    reply = await chat(pinning.base_url, ask(temperature=0))
    assert reply.fault is not None
    assert len(bench.engine.calls) == 1
    assert pinning.cure is not None
    assert pinning.cure.pinned == "temperature"
    free = bench.open()
    assert (await chat(free.base_url, ask(temperature=0))).fault is None
    assert free.late_shims == ("without:temperature",)


async def test_a_pinned_limit_of_a_reply_is_not_lessened(bench: Bench) -> None:
    bench.engine.default = whole(400, b'{"error":{"message":"max_tokens is too large: at most 4 completion tokens"}}')
    pinning = bench.gateway.open("a", Upstream(base_url=bench.engine.base_url, model="m", pinned=("max_tokens",)))
    assert (await chat(pinning.base_url, ask(max_tokens=7))).fault is not None
    assert len(bench.engine.calls) == 1
    assert pinning.cure is not None
    assert pinning.cure.pinned == "max_tokens"


async def test_an_engine_that_names_less_room_each_time_is_not_asked_for_ever(bench: Bench) -> None:
    def less(call: Call) -> Script:
        words = f"This model supports at most {call.body['max_tokens'] - 1} completion tokens"
        return whole(400, json.dumps({"error": {"message": words}}).encode())

    bench.engine.default = less
    path = bench.open()
    assert (await chat(path.base_url, ask(max_tokens=500))).fault is not None
    assert len(bench.engine.calls) == 1 + MOST_ADDED
    assert path.late_shims == ()


async def test_a_refusal_in_a_stream_that_began_counts_as_well(bench: Bench) -> None:
    error = b"event: error\n" + event({"error": {"message": "Error rendering prompt: System role not supported"}})
    bench.engine.default = lambda call: sse(error) if '"system"' in json.dumps(call.body) else answer("hello")
    path = bench.open()
    reply = await chat(path.base_url, ask(messages=[SYSTEM, USER]))
    assert reply.text == "hello"
    assert path.late_shims == ("system-as-user",)


async def test_an_error_after_the_first_word_is_no_refusal(bench: Bench) -> None:
    bench.engine.default = sse(
        ROLE, delta({"content": "hel"}), event({"error": {"message": "System role not supported"}})
    )
    path = bench.open()
    reply = await chat(path.base_url, ask(messages=[SYSTEM, USER]))
    assert (reply.text, reply.fault and reply.fault.code) == ("hel", FaultCode.ENGINE_ERROR)
    assert len(bench.engine.calls) == 1


async def test_known_shims_are_there_from_the_first_request(bench: Bench) -> None:
    bench.engine.default = refusing(MAX_TOKENS, '"max_tokens"')
    target = Upstream(base_url=bench.engine.base_url, model="m", shims=("max-completion-tokens",))
    path = bench.gateway.open("a", target)
    assert (await chat(path.base_url, ask(max_tokens=7))).fault is None
    assert len(bench.engine.calls) == 1
    assert path.late_shims == ()


async def test_reasoning_goes_back_with_the_calls_that_it_led_to(bench: Bench) -> None:
    words = "The `reasoning_content` in the thinking mode must be passed back to the API."
    called = sse(
        ROLE, delta({"reasoning_content": "I look first."}), delta({"tool_calls": [{"index": 0, **CALL}]}),
        finish("tool_calls"), USAGE, DONE,
    )  # fmt: skip

    def script(call: Call) -> Script:
        turns = [message for message in call.body["messages"] if message["role"] == "assistant"]
        if any("reasoning_content" not in turn for turn in turns):
            return whole(400, json.dumps({"error": {"message": words}}).encode())
        return answer(turns[0]["reasoning_content"]) if turns else called

    bench.engine.default = script
    path = bench.open()
    await chat(path.base_url, ask(messages=[USER]))
    reply = await chat(path.base_url, ask(messages=[USER, CALLING | {"content": ""}, RESULT]))
    assert reply.text == "I look first."
    assert path.late_shims == ("reasoning-back",)


@pytest.mark.parametrize("streamed", [True, False])
async def test_what_an_engine_signed_a_call_with_goes_back_with_it(bench: Bench, streamed: bool) -> None:
    signed = {**CALL, "extra_content": {"google": {"thought_signature": "c2lnbmVk"}}}
    if streamed:
        called = sse(ROLE, delta({"tool_calls": [{"index": 0, **signed}]}), finish("tool_calls"), USAGE, DONE)
    else:
        called = completion(None, "tool_calls", tool_calls=[signed])

    def script(call: Call) -> Script:
        calls = [one for message in call.body["messages"] for one in message.get("tool_calls", ())]
        if any("extra_content" not in one for one in calls):
            words = "Function call is missing a thought_signature in functionCall parts."
            return whole(400, json.dumps({"error": {"message": words}}).encode())
        return answer(json.dumps(calls[0]["extra_content"])) if calls else called

    bench.engine.default = script
    path = bench.open()
    await chat(path.base_url, ask(messages=[USER]))
    reply = await chat(path.base_url, ask(messages=[USER, CALLING | {"content": ""}, RESULT]))
    assert "c2lnbmVk" in reply.text
    assert path.late_shims == ("signatures-back",)


PLAIN = st.none() | st.integers() | st.text(max_size=4) | st.lists(st.text(max_size=2), max_size=2)
CALLS = st.fixed_dictionaries(
    {},
    optional={
        "id": PLAIN,
        "function": PLAIN | st.fixed_dictionaries({}, optional={"name": PLAIN, "arguments": PLAIN}),
        "extra_content": PLAIN,
    },
)
MESSAGES = st.fixed_dictionaries(
    {},
    optional={
        "role": st.sampled_from(["system", "developer", "user", "assistant", "tool"]) | PLAIN,
        "content": PLAIN | st.lists(PLAIN | st.fixed_dictionaries({"text": PLAIN}), max_size=2),
        "tool_calls": PLAIN | st.lists(PLAIN | CALLS, max_size=2),
        "tool_call_id": PLAIN,
        "reasoning_content": PLAIN,
    },
)
BODIES = st.fixed_dictionaries(
    {"messages": PLAIN | st.lists(PLAIN | MESSAGES, max_size=4)},
    optional={"tools": PLAIN | st.lists(PLAIN | CALLS, max_size=2), "max_tokens": PLAIN, "temperature": PLAIN},
)


@settings(max_examples=400, deadline=None)
@given(request_body=BODIES, words=st.sampled_from(sorted({words for words, _, _ in REFUSALS})))
def test_no_request_however_odd_makes_a_shim_stumble(request_body: dict[str, Any], words: str) -> None:
    refusal = EngineRefusal.of(400, words.encode())
    cure_of(refusal, request_body, dialect="chat", had=(), pinned=())
    every = [name for name in SHIMS if name != "without"]
    for shims in (*([name] for name in every), [*every, "without:messages.name", "without:tools.function.strict"]):
        shimmed(request_body, shims, dialect="chat", replies=Replies())
