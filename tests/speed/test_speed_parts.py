"""Claims of the parts of a sweep: its plan, its text, its tokenizer, what else is busy, the peak of memory."""

from __future__ import annotations

import asyncio
import os
import random
import time

import pytest
from fake_engine import whole

from prony.engines import Description
from prony.gateway import Upstream
from prony.journal.sweeps import SweepSettings
from prony.nouns import Artifact, EngineIdentity, Machine
from prony.speed.figures import SweepPlace
from prony.speed.filler import text_of
from prony.speed.heartbeat import Heartbeat, lag_of
from prony.speed.load import busy_of, others_cores
from prony.speed.peak import peak_bytes
from prony.speed.plan import places_of, room_for, steps_left, streams_of
from prony.speed.requests import body_of, prompt_of
from prony.speed.tokenizer import SAMPLE_CHARACTERS, characters_a_token, ratio_of


def description(kind: str, **more) -> Description:
    return Description(artifact=Artifact(), engine=EngineIdentity(kind=kind), machine=Machine(), **more)


def test_a_depth_that_does_not_fit_is_left_out_and_said():
    settings = SweepSettings(depths=(0, 4096, 16384), concurrency=(1,))
    places, left_out = places_of(settings, 8192, 1)
    assert places == [SweepPlace(0, 1), SweepPlace(4096, 1)]
    assert left_out == ["a depth of 16,384 does not fit its context of 8,192 tokens"]
    assert places_of(settings, None, None) == ([SweepPlace(0, 1), SweepPlace(4096, 1), SweepPlace(16384, 1)], [])


def test_room_holds_prompt_reply_and_template():
    assert room_for(4096, SweepSettings(prompt_tokens=512, reply_tokens=128)) > 4096 + 512 + 128


@pytest.mark.parametrize(
    ("asked", "slots", "streams"),
    [
        ((), 1, (1,)),
        ((), 3, (1, 2)),
        ((), 4, (1, 2, 4)),
        ((), 64, (1, 2, 4, 8)),
        ((), None, (1, 2, 4, 8)),
        ((1, 16), 8, (1,)),
        ((3,), None, (3,)),
    ],
)
def test_streams_double_up_to_the_slots_or_are_those_that_were_asked_for(asked, slots, streams):
    assert streams_of(SweepSettings(concurrency=asked), slots) == streams


def test_more_streams_than_slots_are_left_out_and_said():
    assert places_of(SweepSettings(concurrency=(1, 8)), None, 2)[1] == ["8 streams at once are more than its 2 slots"]


def test_every_cell_comes_once_before_any_comes_twice_and_what_is_done_is_not_made_again():
    places = [SweepPlace(0, 1), SweepPlace(4096, 1)]
    everything = list(steps_left(places, 3, ()))
    assert [step.repeat for step in everything] == [0, 0, 1, 1, 2, 2]
    for count in range(len(everything) + 1):
        assert list(steps_left(places, 3, everything[:count])) == everything[count:]


def test_filler_is_the_same_for_one_key_and_begins_differently_for_any_two():
    keys = [f"sweep/{stream}" for stream in range(200)]
    assert text_of(keys[0], 5000) == text_of(keys[0], 5000)
    assert len({text_of(key, 5000)[:24] for key in keys}) == len(keys)


@pytest.mark.parametrize("characters", [0, 1, 60, 1500, 200_000])
def test_filler_is_as_long_as_it_is_asked_to_be(characters):
    assert len(text_of("k", characters)) == max(characters, len(text_of("k", 0)))


def test_filler_is_code():
    compile("from dataclasses import dataclass\n" + text_of("k", 40_000).rpartition("\n\n")[0], "filler", "exec")


def test_a_prompt_ends_in_what_is_asked():
    assert prompt_of("k", 4000).rstrip().endswith("without any comment on them.")
    assert len(prompt_of("k", 4000)) == 4000


@pytest.mark.parametrize(
    ("told", "fields"),
    [
        (description("embedded"), {"cache_prompt": False, "ignore_eos": True}),
        (description("llama-server"), {"cache_prompt": False, "ignore_eos": True}),
        (description("llama-server-router"), {"cache_prompt": False, "ignore_eos": True}),
        (description("llama-swap", uncached={"cache_prompt": False}), {"cache_prompt": False, "ignore_eos": True}),
        (description("llama-swap"), {}),
        (description("vllm"), {"ignore_eos": True}),
        (description("openai-compatible"), {}),
        (description("ollama", dialect="ollama"), {}),
    ],
)
def test_only_engines_that_know_them_are_sent_further_fields(told, fields):
    body = body_of("m", "p", 128, told)
    assert {name: body[name] for name in ("cache_prompt", "ignore_eos") if name in body} == fields
    assert body["max_tokens"] == 128


@pytest.mark.parametrize(
    ("kind", "path", "said"),
    [
        ("llama-server", "/tokenize", b'{"tokens":[%s]}' % b",".join([b"1"] * (SAMPLE_CHARACTERS // 3))),
        ("llama-swap", "/upstream/m/tokenize", b'{"tokens":[%s]}' % b",".join([b"1"] * (SAMPLE_CHARACTERS // 3))),
        ("vllm", "/tokenize", b'{"count":%d}' % (SAMPLE_CHARACTERS // 3)),
    ],
)
async def test_a_server_that_has_a_tokenizer_is_asked_for_it(fake_engine, kind, path, said):
    fake_engine.by_path[path] = whole(200, said)
    target = Upstream(base_url=fake_engine.base_url, model="m")
    found = await characters_a_token(target, description(kind), "", "seed")
    assert found == pytest.approx(3.0, rel=0.01)


@pytest.mark.parametrize(
    "said",
    [b"[]", b'{"tokens":"many"}', b'{"tokens":[]}', b'{"count":true}', b'{"count":-4}', b'{"count":1}', b"<html>"],
)
async def test_what_is_no_count_of_tokens_is_not_believed(fake_engine, said):
    fake_engine.by_path["/tokenize"] = whole(200, said)
    target = Upstream(base_url=fake_engine.base_url, model="m")
    assert await characters_a_token(target, description("vllm"), "", "seed") is None
    assert await characters_a_token(target, description("lm-studio"), "", "seed") is None
    assert len([call for call in fake_engine.calls if call.method == "POST"]) == 1


def test_a_ratio_is_one_that_a_tokenizer_can_have():
    assert ratio_of(3000, 1000) == 3.0
    assert [ratio_of(3000, tokens) for tokens in (None, 0, 10, 9_000_000, "1000", True)] == [None] * 6


def test_lag_is_the_99th_percentile_and_the_most():
    late = [0.0001] * 985 + [0.02] * 15
    random.Random(0).shuffle(late)
    assert (lag_of(late).p99_ms, lag_of(late).most_ms) == (20.0, 20.0)
    assert lag_of([0.0001] * 995 + [0.5] * 5).p99_ms == 0.1
    assert lag_of([]).beats == 0


async def test_a_loop_that_is_held_up_is_seen():
    async with Heartbeat() as heart:
        await asyncio.sleep(0.03)
        time.sleep(0.06)  # noqa: ASYNC251 - that is what is to be seen
        await asyncio.sleep(0.03)
    assert heart.lag.most_ms > 30


def test_busy_ticks_are_read_as_the_kernel_writes_them():
    text = "cpu  100 20 30 800 50 5 6 7 3 0\ncpu0 1 2 3\n"
    assert busy_of(text) == (161, 1018)
    assert [busy_of(other) for other in ("", "cpu", "cpu a b c d e f g h", "intr 1 2 3 4 5 6 7 8")] == [None] * 4


async def test_what_this_process_does_itself_is_not_others():
    found = await others_cores(0.05)
    assert found is None or 0 <= found <= (os.cpu_count() or 1)


def test_the_peak_of_memory_is_told_of_all_processes_or_not_at_all():
    own = peak_bytes([os.getpid()])
    assert own is not None
    assert own > 1 << 20
    assert peak_bytes([]) is None
    assert peak_bytes([os.getpid(), 1 << 30]) is None
