"""Claims of what measurements of speed come to, and of what is struck out."""

from __future__ import annotations

import itertools

import pytest
import sweeps
from hypothesis import given
from hypothesis import strategies as st

from prony.nouns import Fault, FaultCode, Party
from prony.outcomes import fault
from prony.speed.figures import (
    BURST,
    CACHED,
    LAGGED,
    SHORT,
    UNTOLD,
    WAITED,
    SweepPlace,
    bench_figures,
    by_place,
    cell_figures,
    decode_words,
    figure_of,
    prefill_words,
    struck_out,
)
from prony.speed.medians import median_of


def test_rates_are_counts_by_times_each_on_its_own_clock():
    one = sweeps.cell(exchanges=[sweeps.reply(prompt=512, made=129, ttft_s=2.0, decode_s=4.0)])
    assert figure_of(one, "ttft_s")[0] == 2.0
    assert figure_of(one, "prefill")[0] == pytest.approx(512 / 1.6)
    assert figure_of(one, "decode")[0] == pytest.approx(128 / 4)
    assert figure_of(one, "engine_decode")[0] == pytest.approx(128 / 3.96)
    assert figure_of(one, "total")[0] == pytest.approx(129 / 6)


def test_of_several_streams_a_rate_is_their_median_and_the_total_is_all_of_them():
    one = sweeps.cell(streams=3, exchanges=[sweeps.reply(decode_s=took) for took in (2.0, 4.0, 8.0)])
    assert figure_of(one, "decode")[0] == pytest.approx(32)
    assert figure_of(one, "total")[0] == pytest.approx(3 * 129 / 9)


@pytest.mark.parametrize(
    ("changed", "name", "why"),
    [
        ({"cached": 400}, "ttft_s", CACHED),
        ({"cached": 400}, "prefill", CACHED),
        ({"cached": None}, "prefill", UNTOLD),
        ({"flags": ["queued"]}, "ttft_s", WAITED),
        ({"flags": ["loaded_first"]}, "ttft_s", WAITED),
        ({"flags": ["loading_text"]}, "ttft_s", WAITED),
        ({"flags": ["burst"]}, "decode", BURST),
        ({"made": 5}, "decode", SHORT),
        ({"made": 5}, "engine_decode", SHORT),
    ],
)
def test_a_figure_that_something_stood_in_the_place_of_is_struck_out_alone(changed, name, why):
    one = sweeps.cell(exchanges=[sweeps.reply(**changed)])
    assert struck_out(one) is None
    assert figure_of(one, name) == (None, why)
    kept = cell_figures(SweepPlace(0, 1), [one, sweeps.cell()])
    assert kept.kept == 2
    assert kept.partly[(name, why)] == 1
    assert kept.figures[name].n == 1


def test_a_few_cached_tokens_of_a_template_are_no_cached_prompt():
    assert figure_of(sweeps.cell(exchanges=[sweeps.reply(prompt=5120, cached=20)]), "prefill")[0] is not None


@pytest.mark.parametrize("code", [FaultCode.ENGINE_CRASH, FaultCode.STREAM_CUT, FaultCode.OVERLOADED])
def test_a_measurement_with_a_failed_request_is_struck_out_with_its_name(code):
    one = sweeps.cell(streams=2, exchanges=[sweeps.reply(), sweeps.reply(fault=fault(code, "words"))])
    assert struck_out(one) == f"a request failed: {code.value}"


def test_a_reply_that_is_cut_at_the_length_that_was_asked_for_is_whole():
    cut = Fault(code=FaultCode.TRUNCATED, party=Party.MODEL)
    assert struck_out(sweeps.cell(exchanges=[sweeps.reply(fault=cut)])) is None


def test_a_late_loop_strikes_out_a_measurement_and_a_request_that_never_was_as_well():
    assert struck_out(sweeps.cell(lag_ms=5.0)) is None
    assert struck_out(sweeps.cell(lag_ms=5.1)) == LAGGED
    assert struck_out(sweeps.cell(streams=2, exchanges=[sweeps.reply()])) == "a request was not made"


def test_a_cell_of_struck_out_measurements_says_so_and_has_no_figure():
    found = cell_figures(SweepPlace(0, 1), [sweeps.cell(repeat=at, lag_ms=9.0) for at in range(3)])
    assert (found.made, found.kept, found.struck) == (3, 0, {LAGGED: 3})
    assert found.figures["decode"].value is None


def test_warm_ups_count_nowhere_and_cells_stand_by_depth():
    made = [sweeps.cell(warm_up=True), sweeps.cell(depth=4096), sweeps.cell(streams=2), sweeps.cell()]
    assert [one.place for one in by_place(made)] == [SweepPlace(0, 1), SweepPlace(0, 2), SweepPlace(4096, 1)]
    assert [one.made for one in by_place(made)] == [1, 1, 1]


def test_five_values_have_an_interval_from_the_least_to_the_greatest_and_say_what_it_holds():
    found = median_of([5.0, 1.0, 3.0, 2.0, 4.0])
    assert (found.value, found.lo, found.hi, found.n) == (3.0, 1.0, 5.0, 5)
    assert found.coverage == 1 - 2 / 32


@given(st.lists(st.floats(0.1, 1e6), min_size=1, max_size=40))
def test_an_interval_holds_its_median_and_from_six_values_on_what_it_promises(values):
    found = median_of(values)
    if len(values) == 1:
        assert (found.lo, found.hi, found.coverage) == (None, None, None)
        return
    assert found.lo <= found.value <= found.hi
    assert len(values) < 6 or found.coverage >= 0.95


def test_ten_values_leave_out_the_outermost():
    assert median_of([float(one) for one in range(10)])[1:3] == (1.0, 8.0)


def test_llama_bench_is_told_in_its_own_words():
    first, second = bench_figures([sweeps.bench(repeat=at, tokens_per_s=30 + at) for at in range(5)])
    assert (first.words, second.words) == ("pp512", "tg128 @ d512")
    assert second.tokens_per_s.value == pytest.approx(32, rel=1e-6)
    assert second.tokens_per_s.n == 5
    assert [prefill_words(4608), decode_words(128, 4608), decode_words(128, 0)] == ["pp4608", "tg128 @ d4608", "tg128"]


def test_what_is_struck_out_does_not_hang_on_the_order_of_what_was_measured():
    made = [sweeps.cell(repeat=0), sweeps.cell(repeat=1, lag_ms=9), sweeps.cell(repeat=2)]
    assert len({repr(cell_figures(SweepPlace(0, 1), order)) for order in itertools.permutations(made)}) == 1
