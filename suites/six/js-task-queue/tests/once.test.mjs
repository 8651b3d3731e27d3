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

test("has the emitter as this, and gives it back", () => {
  const seen = [];
  const emitter = new EventEmitter();
  const returned = emitter.once("go", function () {
    seen.push(this);
  });
  emitter.emit("go");
  assert.equal(returned, emitter);
  assert.equal(seen.length, 1);
  assert.equal(seen[0], emitter);
});

test("is gone before it is called", () => {
  let calls = 0;
  const emitter = new EventEmitter();
  emitter.once("go", () => {
    calls += 1;
    if (calls < 5) emitter.emit("go");
  });
  emitter.emit("go");
  assert.equal(calls, 1);
});

test("is gone, too, where it throws", () => {
  const emitter = new EventEmitter();
  emitter.once("go", () => {
    throw new RangeError("no");
  });
  assert.throws(() => emitter.emit("go"), RangeError);
  assert.equal(emitter.listenerCount("go"), 0);
});

test("one function, on two events and twice on one", () => {
  const calls = [];
  const emitter = new EventEmitter();
  const listener = (word) => calls.push(word);
  emitter.once("go", listener).once("stop", listener).once("stop", listener);
  assert.equal(emitter.listenerCount("stop"), 2);
  for (const event of ["go", "stop", "go", "stop"]) emitter.emit(event, event);
  assert.deepEqual(calls, ["go", "stop", "stop"]);
  assert.equal(emitter.listenerCount("go") + emitter.listenerCount("stop"), 0);
});
