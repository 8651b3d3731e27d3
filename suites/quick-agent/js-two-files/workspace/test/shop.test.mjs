import assert from "node:assert/strict";
import { test } from "node:test";

import { cents, show, total } from "../src/shop.mjs";

test("two digits behind the point", () => assert.equal(cents("12.50"), 1250));
test("cents as a price", () => assert.equal(show(1205), "12.05"));
test("a cart", () => assert.equal(total([{ price: "2.00", count: 3 }, { price: "1.25", count: 1 }]), 725));
test("a cart with a discount", () => assert.equal(total([{ price: "10.00", count: 2 }], 10), 1800));
