"""More crates beside Rust: compiled once, used by programs of tasks that ask for them, and by no others."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from prony.nouns import Limits, Verdict
from prony.sandbox import Program, Sandbox, find_toolchain, open_sandbox
from prony.sandbox.stock import names_in_stock
from prony.sandbox.toolchains.rust_more_crates import MORE

CRATES = find_toolchain("rust-more-crates")
pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        CRATES is None or CRATES.stock is None or not names_in_stock(CRATES.stock),
        reason="no more crates of Rust here: prony toolchains get rust-more-crates",
    ),
]

USES = b"""
use counter::Counter;
use itertools::Itertools;
use num_bigint::BigInt;
use num_traits::pow;
use permutohedron::Heap;
use regex::Regex;
use time::{Date, Duration, Month};

#[derive(thiserror::Error, Debug)]
#[error("{0} is too large")]
struct TooLarge(u32);

fn check(n: u32) -> anyhow::Result<u32> {
    if n > 2 { Err(TooLarge(n))? }
    Ok(n)
}

fn main() {
    let mut three = [1, 2, 3];
    let day = Date::from_calendar_date(2026, Month::January, 31).unwrap() + Duration::days(1);
    println!("{}", pow(BigInt::from(2), 100));
    println!("{} {}", "abac".chars().collect::<Counter<_>>()[&'a'], [1, 2, 3].iter().combinations(2).count());
    println!("{} {} {:?}", Heap::new(&mut three).count(), day, check(3).unwrap_err().to_string());
    println!("{}", Regex::new("b+").unwrap().is_match("abba"));
}
"""
PRINTS = '1267650600228229401496703205376\n2 3\n6 2026-02-01 "3 is too large"\ntrue\n'


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox() -> AsyncIterator[Sandbox]:
    async with open_sandbox(slots=1, toolchains=("rust", "rust-more-crates")) as opened:
        yield opened


async def test_a_program_uses_them_beside_those_that_every_program_may_use(sandbox: Sandbox) -> None:
    chain = sandbox.toolchains["rust"]
    assert chain.compile is not None
    arguments = tuple(word.replace("{module}", "main.rs") for word in chain.compile.program)
    built = await sandbox.build("rust", {"main.rs": USES}, arguments)
    assert built.verdict is Verdict.PASS, built.said
    ended = await sandbox.run(Program(toolchain="rust", files=built.files, argv=("./program",), limits=Limits()))
    assert (ended.verdict, ended.stdout.decode()) == (Verdict.PASS, PRINTS)


@pytest.mark.parametrize("name", MORE.base)
async def test_a_program_of_a_task_that_does_not_ask_for_them_finds_none(name: str) -> None:
    async with open_sandbox(slots=1, toolchains=("rust",)) as bare:
        chain = bare.toolchains["rust"]
        assert chain.compile is not None
        arguments = tuple(word.replace("{module}", "main.rs") for word in chain.compile.program)
        built = await bare.build("rust", {"main.rs": f"use {name} as _x;\nfn main() {{}}\n".encode()}, arguments)
    assert built.verdict is Verdict.COMPILE_ERROR
    assert name in built.said
