// once: a listener for the next time only.

import assert from "node:assert/strict";
import test from "node:test";

import { EventEmitter } from "./task_queue.mjs";

test("is called a single time, with all arguments", () => {
  const calls = [];
  const emitter = new EventEmitter();
  emitter.once("go", (...args) => calls.push(args));
  emitter.emit("go", 1, "two");
  emitter.emit("go", 3);
  emitter.emit("go");
  assert.deepEqual(calls, [[1, "two"]]);
});

test("is gone afterwards", () => {
  const emitter = new EventEmitter();
  emitter.once("go", () => {});
  assert.equal(emitter.listenerCount("go"), 1);
  assert.equal(emitter.emit("go"), true);
  assert.equal(emitter.listenerCount("go"), 0);
  assert.equal(emitter.emit("go"), false);
});

test("leaves the same function alone where it was added with on", () => {
  for (const order of [["on", "once"], ["once", "on"]]) {
    let calls = 0;
    const listener = () => {
      calls += 1;
    };
    const emitter = new EventEmitter();
    for (const method of order) emitter[method]("go", listener);
    emitter.emit("go");
    emitter.emit("go");
    emitter.emit("go");
    assert.equal(calls, 4);
    emitter.off("go", listener);
    assert.equal(emitter.listenerCount("go"), 0);
  }
});

test("two of them do not disturb each other", () => {
  const calls = [];
  const emitter = new EventEmitter();
  emitter.once("go", () => calls.push("a"));
  emitter.on("go", () => calls.push("b"));
  emitter.once("go", () => calls.push("c"));
  emitter.emit("go");
  emitter.emit("go");
  assert.deepEqual(calls, ["a", "b", "c", "b"]);
});
