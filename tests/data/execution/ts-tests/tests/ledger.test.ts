import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";

import format, { Kind, Ledger } from "./ledger";
import { AMOUNTS, type Entry } from "./support/amounts";

describe("balance", () => {
  let ledger: Ledger;
  beforeEach(() => {
    ledger = new Ledger();
  });
  test("of nothing is nothing", () => {
    assert.equal(ledger.balance, 0);
  });
  test("counts incomes and expenses", async () => {
    const entries: Entry[] = AMOUNTS;
    for (const [kind, amount] of entries) ledger.add(kind === "in" ? Kind.Income : Kind.Expense, amount);
    await Promise.resolve();
    assert.strictEqual(ledger.balance, 7);
  });
});

test("refuses what is not above 0", () => {
  const ledger = new Ledger();
  assert.equal(ledger.add(Kind.Income, 0.5), ledger);
  assert.throws(() => ledger.add(Kind.Income, 0), RangeError);
  assert.throws(() => ledger.add(Kind.Expense, -1), RangeError);
});

test("writes two decimals", () => {
  assert.equal(format(1.5), "1.50");
  assert.equal(format(12), "12.00");
});
