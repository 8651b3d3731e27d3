"""A variant is made whole or not at all, with cases of its own."""

import json

import pytest

from prony.errors import SuiteError
from prony.grading.variants import make_variant
from prony.suites import load_suite

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_variant_of_the_built_in_problems_has_cases_of_its_own(sandbox, tmp_path, languages_of_one):
    variant = await make_variant(languages_of_one, 7, tmp_path / "seven", sandbox)
    own, others = (
        [json.loads(line) for line in (folder / "shelf-labels/tests/cases.jsonl").read_text().splitlines()]
        for folder in (tmp_path / "seven", tmp_path / "languages")
    )
    assert [case["id"] for case in own] == [case["id"] for case in others]
    assert {case["expect"] for case in others if "full" in case["expect"]} == {"full\n"}
    assert not any("full" in case["expect"] for case in own)
    assert own[-1]["stdin"] != others[-1]["stdin"]
    assert variant.variant_of == "languages"


@pytest.fixture
def languages_of_one(tmp_path):
    """The built-in suite with one of its problems."""
    import shutil
    from pathlib import Path

    source = Path(load_suite("languages").path)
    for name in ("suite.toml", "shelf-labels"):
        place = tmp_path / "languages" / name
        place.parent.mkdir(exist_ok=True)
        (shutil.copytree if (source / name).is_dir() else shutil.copy)(source / name, place)
    return load_suite(tmp_path / "languages")


async def test_a_variant_has_no_variant(sandbox, tmp_path, languages_of_one):
    variant = await make_variant(languages_of_one, 7, tmp_path / "seven", sandbox)
    with pytest.raises(SuiteError, match="is a variant itself"):
        await make_variant(variant, 8, tmp_path / "eight", sandbox)


async def test_a_suite_that_is_not_made_has_no_variant(sandbox, tmp_path):
    with pytest.raises(SuiteError) as refused:
        await make_variant(load_suite("quick"), 7, tmp_path / "seven", sandbox)
    assert refused.value.code == "E358"
    assert not (tmp_path / "seven").exists()


async def test_a_folder_that_is_there_is_left_alone(sandbox, tmp_path, languages_of_one):
    with pytest.raises(SuiteError) as refused:
        await make_variant(languages_of_one, 7, tmp_path, sandbox)
    assert refused.value.code == "E349"


async def test_what_breaks_leaves_nothing_behind(sandbox, tmp_path, languages_of_one):
    (tmp_path / "languages/shelf-labels/making/generate.py").write_text("full = 1300 / 0\n")
    with pytest.raises(SuiteError) as refused:
        await make_variant(languages_of_one, 7, tmp_path / "new/seven", sandbox)
    assert refused.value.code == "E354"
    assert list((tmp_path / "new").iterdir()) == []
