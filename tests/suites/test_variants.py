"""A variant says the same with other words and numbers, in every text of a problem alike."""

import json

import pytest

from prony.errors import SuiteError
from prony.suites import load_suite
from prony.suites.variants import Wording, chosen, varied, varied_files, write_variant

SUITE = """\
title = "Mine"
version = "1"
licence = "CC0-1.0"
id = "mine"
[members.python]
answer = "main.py"
"""
GENERATOR = 'print("deposit 37")\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("deposit Deposit DEPOSIT", "credit Credit CREDIT"),
        ("deposits deposit_total redeposit depositOne", "deposits deposit_total redeposit depositOne"),
        ("(deposit) deposit's deposit-slip", "(credit) credit's credit-slip"),
        ("37 1370 37.5 -37 x37 37_000", "41 1370 41.5 -41 x37 37_000"),
        ("1300 1_300 13_00", "1250 1250 1250"),
        (r'print("a\ndeposit 37\n37\tdeposit")', r'print("a\ncredit 41\n41\tcredit")'),
        ("withdraw then deposit", "deposit then credit"),
        ("nothing of it", "nothing of it"),
    ],
)
def test_whole_words_and_numbers_are_replaced_at_once(text, told):
    assert varied(text, {"deposit": "credit", "withdraw": "deposit", "37": "41", "1300": "1250"}) == told


def test_names_with_underscores_are_replaced_as_words_and_numbers_with_them_as_numbers():
    instead = {"customer": "client", "customer_id": "client_id", "1300": "1250"}
    assert varied("customer_id CUSTOMER_ID customer customer_ids 1_300", instead) == (
        "client_id CLIENT_ID client customer_ids 1250"
    )


def test_what_stands_together_is_taken_from_one_row():
    wording = Wording(together={"year": (("2023", "2024"), ("2019", "2020"), ("2027", "2028"))})
    drawn = [chosen(wording, seed, "ledger") for seed in range(1, 40)]
    assert {tuple(one.items()) for one in drawn} == {
        (("2023", "2019"), ("2024", "2020")),
        (("2023", "2027"), ("2024", "2028")),
    }


def test_without_other_words_nothing_changes():
    assert varied("deposit 37", {}) == "deposit 37"


def test_a_seed_always_takes_the_same_of_the_others():
    wording = Wording(words={"deposit": ("credit", "payment", "income")}, numbers={"37": ("41", "29")})
    drawn = [chosen(wording, seed, "ledger") for seed in range(1, 40)]
    assert drawn == [chosen(wording, seed, "ledger") for seed in range(1, 40)]
    assert {one["deposit"] for one in drawn} == {"credit", "payment", "income"}
    assert {one["37"] for one in drawn} == {"41", "29"}
    assert [chosen(wording, seed, "till") for seed in range(1, 40)] != drawn


def test_files_that_are_data_or_names_stay_as_they_are():
    files = {
        "task.toml": b'id = "deposit"',
        "workspace/data.bin": b"\xff deposit",
        "solution/python/main.py": b"deposit",
    }
    changed = varied_files(files, {"deposit": "credit"})
    assert changed == {**files, "solution/python/main.py": b"credit"}


def test_what_is_said_of_mutants_and_variants_is_no_part_of_a_variant():
    assert varied_files({"equivalents.toml": b"", "variants.toml": b"", "instruction.md": b""}, {}) == {
        "instruction.md": b""
    }


@pytest.fixture
def folder(suite_folder):
    for path in ("larger/flaws/smaller/larger.py", "larger/solution/larger.py"):
        suite_folder.drop(path)
    suite_folder.write("suite.toml", SUITE)
    suite_folder.write("larger/task.toml", '[prony]\n[[prony.criteria]]\nid = "basics"\n')
    suite_folder.write("larger/instruction.md", "A deposit of 37.\n")
    case = {"id": "basics/one", "stdin": "deposit 37\n", "expect": "37\n"}
    suite_folder.write("larger/tests/cases.jsonl", json.dumps(case) + "\n")
    suite_folder.write("larger/solution/python/main.py", "print(37)  # deposit\n")
    suite_folder.write("larger/making/generate.py", GENERATOR)
    suite_folder.write("larger/variants.toml", '[words]\ndeposit = ["credit"]\n[numbers]\n37 = [41]\n')
    return suite_folder


def test_a_variant_is_a_suite_of_its_own_that_names_what_it_is_one_of(folder, tmp_path):
    suite = load_suite(folder.root)
    write_variant(suite, 7, tmp_path / "seven")
    variant = load_suite(tmp_path / "seven")
    assert (variant.id, variant.variant_of, variant.variant) == ("mine-7", "mine", 7)
    assert [task.id for task in variant.tasks] == ["mine-7/larger-python"]
    assert variant.tasks[0].problem == suite.tasks[0].problem
    assert variant.tasks[0].instruction == "A credit of 41."
    assert (tmp_path / "seven/larger/making/generate.py").read_text() == 'print("credit 41")\n'


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[words]\nabsent = ["gone"]\n', "absent stands neither in the brief nor in making/generate.py"),
        ('[words]\ndeposit = ["credit", "credit"]\n', "credit stands 2 times"),
        ('[words]\ndeposit = ["deposit"]\n', "deposit stands 2 times"),
        ("[words]\ndeposit = []\n", "deposit"),
        ('[words]\nDeposit = ["credit"]\n', "words of lowercase letters"),
        ('[words]\ndeposit = ["Credit"]\n', "words of lowercase letters"),
        ('[words]\ndeposit = "credit"\n', "a list of others"),
        ("[numbers]\n37 = [true]\n", "whole numbers"),
        ("[numbers]\n37 = [-4]\n", "whole numbers"),
        ("[numbers]\n37 = [0.5]\n", "whole numbers"),
        ("[together]\nx = [[37], [41, 42]]\n", "as many words and numbers as the first"),
        ("[together]\nx = [[37, 'deposit']]\n", "of which there are two or more"),
        ("[together]\nx = [37, 41]\n", "must be a list of rows"),
        ("[together]\nx = [['deposit'], ['Credit']]\n", "must be a list of rows"),
        ("[together]\nx = [['deposit', 38], ['credit', 39]]\n", "38 stands neither in the brief nor in"),
        ('[words]\ndeposit = ["credit"]\n[together]\nx = [[37, "deposit"], [41, "loan"]]\n', "deposit stands 2 times"),
        ("[word]\n", "did you mean words?"),
        ("words = 3\n", "words must be a table"),
        ("[words\n", "not valid TOML"),
    ],
)
def test_a_wording_that_does_not_hold_is_a_problem_of_the_suite(folder, text, told):
    folder.write("larger/variants.toml", text)
    with pytest.raises(SuiteError) as refused:
        load_suite(folder.root)
    assert told in str(refused.value)


def test_a_wording_needs_a_generator(folder):
    folder.drop("larger/making/generate.py")
    with pytest.raises(SuiteError, match=r"needs making/generate\.py"):
        load_suite(folder.root)
