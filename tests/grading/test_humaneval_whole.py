"""HumanEval as it is published, from the registry: its references pass, wrong programs do not, nothing is forged."""

from __future__ import annotations

import pytest

from prony.errors import SuiteError
from prony.grading import prove
from prony.grading.mutants import prove_mutants
from prony.grading.mutants.trial import Fate
from prony.nouns import Assurance, Suite
from prony.sandbox import Sandbox
from prony.suites import load_suite
from prony.suites.fetched import get_suite
from prony.suites.public import public_suite

pytestmark = [pytest.mark.slow, pytest.mark.asyncio(loop_scope="session")]

MUTANTS_EACH = 8
"""Mutants tried of each task until one is noticed."""


@pytest.fixture
def humaneval() -> Suite:
    try:
        return load_suite(get_suite(public_suite("humaneval")))
    except SuiteError as error:
        pytest.skip(f"no source gives HumanEval here: {error.what}")


async def test_all_is_level_a_and_every_reference_passes_and_no_forgery_does(
    humaneval: Suite, sandbox: Sandbox
) -> None:
    assert len(humaneval.tasks) == 164
    assert {task.assurance for task in humaneval.tasks} == {Assurance.A}
    proofs = await prove(humaneval, sandbox)
    assert [proof.problems for proof in proofs if not proof.holds] == []
    assert all(sum(claim.kind == "forgery" for claim in proof.claims) >= 15 for proof in proofs)


async def test_a_wrong_mutant_of_each_reference_is_rejected(humaneval: Suite, sandbox: Sandbox) -> None:
    proofs = await prove_mutants(humaneval, sandbox, limit=MUTANTS_EACH)
    noticed = {proof.task for proof in proofs if any(trial.fate is Fate.KILLED for trial in proof.trials)}
    assert [task.id for task in humaneval.tasks if task.id not in noticed] == []
