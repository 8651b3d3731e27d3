// The store does what it did: what it keeps, in which order, what it counts.

import assert from "node:assert/strict";
import test from "node:test";

import * as library from "./requests";

const { LruStore } = library as any;

function filled(capacity: number, names: string) {
  const store = new LruStore(capacity);
  for (const name of names) store.set(name, name.toUpperCase());
  return store;
}

test("keeps what was set, up to its capacity", () => {
  const store = filled(3, "ab");
  assert.equal(store.capacity, 3);
  assert.equal(store.size, 2);
  assert.deepEqual(store.keys(), ["a", "b"]);
  assert.equal(store.get("a"), "A");
  assert.equal(store.get("b"), "B");
  assert.deepEqual(store.stats(), { hits: 2, misses: 0, evicted: 0 });
});

test("a new one is empty", () => {
  const store = new LruStore(2);
  assert.equal(store.size, 0);
  assert.deepEqual(store.keys(), []);
  assert.deepEqual(store.stats(), { hits: 0, misses: 0, evicted: 0 });
});

test("forgets what was not used for longest", () => {
  const store = filled(3, "abcd");
  assert.deepEqual(store.keys(), ["b", "c", "d"]);
  assert.equal(store.get("a"), undefined);
  assert.equal(store.size, 3);
  assert.deepEqual(store.stats(), { hits: 0, misses: 1, evicted: 1 });
});

test("getting is using", () => {
  const store = filled(3, "abc");
  assert.equal(store.get("a"), "A");
  assert.deepEqual(store.keys(), ["b", "c", "a"]);
  store.set("d", "D");
  assert.deepEqual(store.keys(), ["c", "a", "d"]);
});

test("setting again is using: nothing is evicted, the value is the new one", () => {
  const store = filled(3, "abc");
  store.set("a", "new");
  assert.deepEqual(store.keys(), ["b", "c", "a"]);
  assert.equal(store.size, 3);
  assert.equal(store.get("a"), "new");
  assert.equal(store.stats().evicted, 0);
});

test("asking whether it has something is not using, and counts nothing", () => {
  const store = filled(2, "ab");
  assert.equal(store.has("a"), true);
  assert.equal(store.has("z"), false);
  assert.deepEqual(store.keys(), ["a", "b"]);
  assert.deepEqual(store.stats(), { hits: 0, misses: 0, evicted: 0 });
  store.set("c", "C");
  assert.equal(store.has("a"), false);
});

test("deleting says whether there was something, and is no eviction", () => {
  const store = filled(3, "abc");
  assert.equal(store.delete("b"), true);
  assert.equal(store.delete("b"), false);
  assert.equal(store.delete("z"), false);
  assert.deepEqual(store.keys(), ["a", "c"]);
  assert.equal(store.get("b"), undefined);
  assert.equal(store.get("c"), "C");
  assert.deepEqual(store.stats(), { hits: 1, misses: 1, evicted: 0 });
  store.set("b", "again");
  assert.deepEqual(store.keys(), ["a", "c", "b"]);
});

test("values that are undefined, null, 0 or empty are values", () => {
  const store = new LruStore(4);
  for (const [name, value] of [["u", undefined], ["n", null], ["z", 0], ["e", ""]] as const) store.set(name, value);
  assert.equal(store.has("u"), true);
  assert.equal(store.get("u"), undefined);
  assert.equal(store.get("n"), null);
  assert.equal(store.get("z"), 0);
  assert.equal(store.get("e"), "");
  assert.deepEqual(store.stats(), { hits: 4, misses: 0, evicted: 0 });
  store.get("u");
  assert.deepEqual(store.keys(), ["n", "z", "e", "u"]);
  assert.equal(store.delete("n"), true);
});

test("names of what objects inherit are names like others", () => {
  const store = new LruStore(3);
  assert.equal(store.has("constructor"), false);
  assert.equal(store.get("toString"), undefined);
  store.set("__proto__", 1);
  store.set("7", 2);
  store.set("1", 3);
  assert.deepEqual(store.keys(), ["__proto__", "7", "1"]);
  assert.equal(store.get("__proto__"), 1);
});

test("without room everything is evicted at once", () => {
  const store = filled(0, "ab");
  assert.equal(store.size, 0);
  assert.equal(store.get("a"), undefined);
  assert.deepEqual(store.stats(), { hits: 0, misses: 1, evicted: 2 });
});

test("keys and stats are copies", () => {
  const store = filled(3, "ab");
  store.keys().push("x");
  store.stats().hits = 99;
  assert.deepEqual(store.keys(), ["a", "b"]);
  const before = store.stats();
  store.get("a");
  assert.deepEqual(before, { hits: 0, misses: 0, evicted: 0 });
  assert.deepEqual(store.stats(), { hits: 1, misses: 0, evicted: 0 });
  assert.equal(Array.isArray(store.keys()), true);
});

test("two stores know nothing of each other", () => {
  const [one, other] = [filled(2, "ab"), filled(2, "c")];
  one.get("a");
  assert.deepEqual(other.keys(), ["c"]);
  assert.deepEqual(other.stats(), { hits: 0, misses: 0, evicted: 0 });
});

test("is the same as a simple model, whatever comes", () => {
  let state = 11;
  const below = (most: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % most;
  };
  const store = new LruStore(5);
  let model: [string, number][] = [];
  const stats = { hits: 0, misses: 0, evicted: 0 };
  for (let step = 0; step < 600; step++) {
    const name = "k" + below(9);
    const known = model.find((entry) => entry[0] === name);
    const rest = model.filter((entry) => entry !== known);
    const what = below(4);
    if (what === 0) {
      assert.equal(store.get(name), known?.[1]);
      stats[known ? "hits" : "misses"] += 1;
      if (known) model = [...rest, known];
    } else if (what === 1) {
      assert.equal(store.delete(name), known !== undefined);
      model = rest;
    } else {
      store.set(name, step);
      model = [...rest, [name, step]];
      if (model.length > 5) {
        model.shift();
        stats.evicted += 1;
      }
    }
    assert.deepEqual(store.keys(), model.map((entry) => entry[0]));
    assert.equal(store.size, model.length);
  }
  assert.deepEqual(store.stats(), stats);
});
