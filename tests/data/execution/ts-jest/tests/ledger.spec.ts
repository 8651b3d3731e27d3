import { beforeEach, describe, expect, jest, test } from "@jest/globals";

import format, { Kind, Ledger } from "./ledger";

interface Row {
  entries: [keyof typeof Kind, number][];
  balance: number;
}

describe("balance", () => {
  let ledger: Ledger;
  beforeEach(() => {
    ledger = new Ledger();
  });

  test.each<Row>([
    { entries: [], balance: 0 },
    { entries: [["Income", 10]], balance: 10 },
    { entries: [["Income", 10], ["Expense", 4], ["Income", 1]], balance: 7 },
  ])("is $balance", ({ entries, balance }) => {
    for (const [kind, amount] of entries) expect(ledger.add(Kind[kind], amount)).toBe(ledger);
    expect(ledger.balance).toBe(balance);
  });
});

test("refuses what is not above 0", () => {
  const ledger = new Ledger();
  const add = jest.fn((amount: number) => ledger.add(Kind.Income, amount));
  expect(() => add(0)).toThrow(RangeError);
  expect(() => add(-1)).toThrow(RangeError);
  expect(add).toHaveBeenCalledTimes(2);
});

test("writes two decimals", () => {
  expect([1.5, 12].map((amount) => format(amount))).toEqual(["1.50", "12.00"]);
});
