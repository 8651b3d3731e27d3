// What the brief of Emitter asks for; each test is named for its criterion.

import assert from "node:assert/strict";
import test from "node:test";

import { Emitter } from "./emitter.mjs";

function recorder() {
  const calls = [];
  const listener = (...args) => calls.push(args);
  return { calls, listener };
}

test("basics: a listener is called with all arguments", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.on("move", listener);
  emitter.emit("move", 1, "two", null);
  assert.deepEqual(calls, [[1, "two", null]]);
});

test("basics: listeners are called in the order they were added", () => {
  const order = [];
  const emitter = new Emitter();
  for (const name of ["a", "b", "c"]) emitter.on("go", () => order.push(name));
  emitter.emit("go");
  emitter.emit("go");
  assert.deepEqual(order, ["a", "b", "c", "a", "b", "c"]);
});

test("basics: emit returns how many it called", () => {
  const emitter = new Emitter();
  emitter.on("go", () => {});
  emitter.on("go", () => {});
  assert.equal(emitter.emit("go"), 2);
  assert.equal(emitter.emit("stop"), 0);
});

test("basics: events do not mix, whatever their name", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.on("constructor", listener);
  emitter.emit("toString");
  assert.equal(emitter.emit("constructor", 7), 1);
  assert.deepEqual(calls, [[7]]);
});

test("off: removes one listener and leaves the others", () => {
  const first = recorder();
  const second = recorder();
  const emitter = new Emitter();
  emitter.on("go", first.listener);
  emitter.on("go", second.listener);
  emitter.off("go", first.listener);
  assert.equal(emitter.emit("go"), 1);
  assert.deepEqual([first.calls.length, second.calls.length], [0, 1]);
});

test("off: the function that on returns removes that listener", () => {
  const first = recorder();
  const second = recorder();
  const emitter = new Emitter();
  const remove = emitter.on("go", first.listener);
  emitter.on("go", second.listener);
  remove();
  emitter.emit("go");
  assert.deepEqual([first.calls.length, second.calls.length], [0, 1]);
});

test("off: an unknown listener or event does nothing", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.on("go", listener);
  emitter.off("go", () => {});
  emitter.off("stop", listener);
  emitter.emit("go");
  assert.equal(calls.length, 1);
});

test("once: is called a single time", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.once("go", listener);
  assert.equal(emitter.emit("go", 1, 2), 1);
  assert.equal(emitter.emit("go", 3), 0);
  assert.deepEqual(calls.map((args) => args.length > 0 && args[0]), [1]);
});

test("once: can be removed before it is called", () => {
  const byOff = recorder();
  const byFunction = recorder();
  const emitter = new Emitter();
  emitter.once("go", byOff.listener);
  const remove = emitter.once("go", byFunction.listener);
  emitter.off("go", byOff.listener);
  remove();
  assert.equal(emitter.emit("go"), 0);
  assert.equal(byOff.calls.length + byFunction.calls.length, 0);
});

test("during: a listener that removes itself does not hide the next one", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  const remove = emitter.on("go", () => remove());
  emitter.on("go", listener);
  assert.equal(emitter.emit("go"), 2);
  assert.equal(calls.length, 1);
});

test("during: a listener that is removed by another is still called this time", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.on("go", () => emitter.off("go", listener));
  emitter.on("go", listener);
  emitter.emit("go");
  emitter.emit("go");
  assert.equal(calls.length, 1);
});

test("during: a listener that is added is called from the next time on", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.once("go", () => emitter.on("go", listener));
  emitter.emit("go");
  assert.equal(calls.length, 0);
  emitter.emit("go");
  assert.equal(calls.length, 1);
});

test("during: a listener added with once is gone before it is called", () => {
  let depth = 0;
  const emitter = new Emitter();
  emitter.once("go", () => {
    depth += 1;
    if (depth < 5) emitter.emit("go");
  });
  emitter.emit("go");
  assert.equal(depth, 1);
});
