import assert from "node:assert/strict";
import test, { describe, it } from "node:test";

import { digitSum } from "./digits.mjs";

describe("sums", () => {
  it("of zero", () => assert.equal(digitSum(0), 0));
  it("of many digits", () => {
    assert.equal(digitSum(90210), 12);
    assert.equal(digitSum(7), 7);
  });
  it("of a negative number", () => assert.equal(digitSum(-345), 12));
});

test("errors", () => {
  for (const value of ["12", 1.5, null]) assert.throws(() => digitSum(value), TypeError);
});
