"""Two boards side by side: shared models by variant, agreement only where enough are shared."""

import itertools

import pytest

from prony.outside.library import board_named
from prony.outside.overlap import overlap
from prony.outside.snapshot import OutsideColumn, OutsideRow, PublishedBoard, Role


def board(*rows, lower=False):
    return PublishedBoard(
        board="b",
        columns=(OutsideColumn(name="score", role=Role.TOTAL, higher_is_better=not lower),),
        rows=tuple(OutsideRow(model=model, cells={"score": score}) for model, score in rows),
    )


MODELS = ["Claude Sonnet 4.5", "GPT-5-mini", "Qwen3.6-27B", "Gemma 4 31B", "Kimi K2.6", "phi4", "Llama 3.2 8B"]


def test_two_published_boards_share_four_families_and_not_one_model(tmp_path):
    names = ("hackernoon-languages-2026-03", "whatllm-coding-2026-05")
    found = overlap(*((name, board_named(tmp_path, name).snapshot) for name in names))
    assert (len(found.shared), found.shared_families, found.tau) == (0, 4, None)
    assert found.sentence.startswith("zero shared models; 4 families are on both, in other variants")
    assert {row.family for row in found.families if row.a and row.b} == {"claude", "gpt", "gemini", "grok"}


@pytest.mark.parametrize("count", [1, 4])
def test_nothing_is_said_of_agreement_below_five_shared_models(count):
    a = board(*((name, str(90 - at)) for at, name in enumerate(MODELS[:count])))
    b = board(*((name, str(at)) for at, name in enumerate(MODELS[:count])))
    found = overlap(("a", a), ("b", b))
    assert (found.tau, found.inversions) == (None, ())
    assert "no claim about how far the boards agree" in found.sentence


def test_a_model_without_a_number_is_shared_and_not_compared():
    a = board(*((name, str(90 - at)) for at, name in enumerate(MODELS[:5])))
    b = board(*((name, "n/a" if at == 2 else str(90 - at)) for at, name in enumerate(MODELS[:5])))
    found = overlap(("a", a), ("b", b))
    assert (len(found.shared), found.compared, found.tau) == (5, 4, None)
    assert "4 with a number on both" in found.sentence


def test_orders_that_agree_and_that_are_turned_round_are_told_apart():
    a = board(*((name, str(90 - at)) for at, name in enumerate(MODELS)))
    same = board(*((name, f"{0.9 - at / 100:.2f}") for at, name in enumerate(MODELS)))
    turned = board(*((name, str(at)) for at, name in enumerate(MODELS)))
    agree, against = overlap(("a", a), ("b", same)), overlap(("a", a), ("b", turned))
    assert agree.sentence.startswith("the orders agree more than chance would have it: tau 1.00")
    assert against.sentence.startswith("the orders run against each other: tau -1.00")
    assert (len(agree.inversions), len(against.inversions)) == (0, 21)


def test_a_board_of_times_is_read_the_other_way_round():
    a = board(*((name, str(90 - at)) for at, name in enumerate(MODELS)))
    times = board(*((name, f"{10 + at} s") for at, name in enumerate(MODELS)), lower=True)
    assert overlap(("a", a), ("b", times)).tau == 1.0


def test_of_two_efforts_of_one_variant_the_one_that_fits_best_is_taken():
    a = board(("gpt-oss-20b", "90"))
    b = board(("gpt-oss-20b-nonthink", "80"), ("gpt-oss-20b", "70"))
    (one,) = overlap(("a", a), ("b", b)).shared
    assert (one.b, one.same, one.b_value) == ("gpt-oss-20b", True, 70.0)


def test_a_name_that_is_printed_with_several_numbers_is_compared_by_none_of_them():
    a = board(*((name, str(90 - at)) for at, name in enumerate(MODELS)), (MODELS[0], "12"), (MODELS[1], "89"))
    found = overlap(("a", a), ("b", board(*((name, str(90 - at)) for at, name in enumerate(MODELS)))))
    assert {one.a: one.a_value for one in found.shared}[MODELS[0]] is None
    assert (len(found.shared), found.compared) == (7, 6)


def test_rows_of_one_model_in_several_precisions_are_told_apart_by_their_column():
    def quantized(values):
        return PublishedBoard(
            board="b",
            columns=(OutsideColumn(name="score", role=Role.TOTAL), OutsideColumn(name="Quant")),
            rows=tuple(
                OutsideRow(model=model, cells={"score": score, "Quant": quant})
                for (model, quant), score in zip(itertools.product(MODELS[:5], ("Q8_0", "Q4_K_M")), values, strict=True)
            ),
        )

    falling = [str(90 - at) for at in range(10)]
    found = overlap(("a", quantized(falling)), ("b", quantized(falling)))
    assert (len(found.shared), found.same, found.compared, found.tau) == (5, 5, 5, 1.0)
