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

test("basics: any name is a name of an event", () => {
  const names = ["__proto__", "hasOwnProperty", "error", "newListener", "", "go", "Go", "0", "length", "é"];
  const emitter = new Emitter();
  for (const name of names) assert.equal(emitter.emit(name), 0);
  for (const name of names) emitter.off(name, () => {});
  const calls = [];
  for (const name of names) emitter.on(name, (...args) => calls.push([name, ...args]));
  for (const name of names) assert.equal(emitter.emit(name, new Error("no")), 1);
  assert.deepEqual(calls.map(([name]) => name), names);
});

test("basics: one function listens to several events", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.on("a", listener);
  emitter.on("b", listener);
  assert.deepEqual([emitter.emit("a", 1), emitter.emit("b", 2), emitter.emit("a", 3)], [1, 1, 1]);
  assert.deepEqual(calls, [[1], [2], [3]]);
});

test("basics: arguments are handed on as they are", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  const value = { deep: [1] };
  emitter.on("go", listener);
  emitter.emit("go");
  emitter.emit("go", undefined);
  emitter.emit("go", value, [1, 2], 3, 4, 5);
  assert.deepEqual(calls, [[], [undefined], [value, [1, 2], 3, 4, 5]]);
  assert.ok(calls[2][0] === value);
});

test("basics: a listener added with once is called with all arguments", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.once("go", listener);
  emitter.emit("go", 1, "two", [3], null);
  assert.deepEqual(calls, [[1, "two", [3], null]]);
});

test("basics: what a listener returns changes nothing", () => {
  const order = [];
  const emitter = new Emitter();
  for (const value of [false, null, 0, true, "stop"]) {
    emitter.on("go", () => {
      order.push(value);
      return value;
    });
  }
  assert.deepEqual([emitter.emit("go"), emitter.emit("go")], [5, 5]);
  assert.deepEqual(order, [false, null, 0, true, "stop", false, null, 0, true, "stop"]);
});

test("basics: listeners are called before emit returns", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.on("go", listener);
  assert.equal(typeof emitter.emit("go"), "number");
  assert.equal(calls.length, 1);
});

test("basics: emitters do not mix", () => {
  const first = recorder();
  const second = recorder();
  const a = new Emitter();
  const b = new Emitter();
  a.on("go", first.listener);
  b.on("stop", second.listener);
  assert.deepEqual([a.emit("go"), a.emit("stop"), b.emit("go"), b.emit("stop")], [1, 0, 0, 1]);
  assert.deepEqual([first.calls.length, second.calls.length], [1, 1]);
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

test("off: an unknown listener leaves all where they are", () => {
  const order = [];
  const emitter = new Emitter();
  for (const name of ["a", "b", "c"]) emitter.on("go", () => order.push(name));
  emitter.off("go", () => order.push("a"));
  emitter.off("other", () => {});
  assert.equal(emitter.emit("go"), 3);
  assert.deepEqual(order, ["a", "b", "c"]);
});

test("off: any one of several can be removed, and no other", () => {
  for (const removed of [0, 1, 2, 3]) {
    const order = [];
    const emitter = new Emitter();
    const listeners = [0, 1, 2, 3].map((at) => () => order.push(at));
    const removers = listeners.map((listener) => emitter.on("go", listener));
    if (removed % 2 === 0) emitter.off("go", listeners[removed]);
    else removers[removed]();
    assert.equal(emitter.emit("go"), 3);
    assert.deepEqual(order, [0, 1, 2, 3].filter((at) => at !== removed));
  }
});

test("off: other events keep the listener", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.on("a", listener);
  emitter.on("b", listener);
  const remove = emitter.on("c", listener);
  emitter.off("a", listener);
  remove();
  assert.deepEqual([emitter.emit("a"), emitter.emit("b"), emitter.emit("c")], [0, 1, 0]);
  assert.equal(calls.length, 1);
});

test("off: what was removed can be added again, at the end", () => {
  const order = [];
  const emitter = new Emitter();
  const first = () => order.push("first");
  emitter.on("go", first);
  emitter.on("go", () => order.push("second"));
  emitter.off("go", first);
  emitter.on("go", first);
  assert.equal(emitter.emit("go"), 2);
  assert.deepEqual(order, ["second", "first"]);
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

test("once: gets its argument, and is counted", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.on("go", () => {});
  emitter.once("go", listener);
  assert.deepEqual([emitter.emit("go", "one"), emitter.emit("go", 5)], [2, 1]);
  assert.deepEqual(calls, [["one"]]);
});

test("once: one function, once on each of several events", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.once("a", listener);
  emitter.once("b", listener);
  emitter.once("c", listener);
  emitter.off("b", listener);
  assert.deepEqual([emitter.emit("a", 1), emitter.emit("b", 2), emitter.emit("c", 3)], [1, 0, 1]);
  assert.deepEqual([emitter.emit("a", 4), emitter.emit("c", 5)], [0, 0]);
  assert.deepEqual(calls, [[1], [3]]);
});

test("once: one function, once on an event and for good on another", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.once("a", listener);
  emitter.on("b", listener);
  assert.deepEqual([emitter.emit("a"), emitter.emit("b"), emitter.emit("a"), emitter.emit("b")], [1, 1, 0, 1]);
  emitter.once("a", listener);
  emitter.off("b", listener);
  assert.deepEqual([emitter.emit("b"), emitter.emit("a"), emitter.emit("a")], [0, 1, 0]);
  assert.equal(calls.length, 4);
});

test("off: the function that once returns removes this one alone", () => {
  const order = [];
  const emitter = new Emitter();
  emitter.on("go", () => order.push("a"));
  const remove = emitter.once("go", () => order.push("b"));
  emitter.once("go", () => order.push("c"));
  remove();
  assert.equal(emitter.emit("go"), 2);
  assert.deepEqual(order, ["a", "c"]);
});

test("off: removes a once listener among others", () => {
  const order = [];
  const emitter = new Emitter();
  const second = () => order.push("b");
  emitter.on("go", () => order.push("a"));
  emitter.once("go", second);
  emitter.once("go", () => order.push("c"));
  emitter.off("go", second);
  assert.equal(emitter.emit("go"), 2);
  assert.deepEqual(order, ["a", "c"]);
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

test("during: emit counts those that it called, whatever they change", () => {
  const emitter = new Emitter();
  const listeners = [0, 1, 2].map(() => () => listeners.forEach((listener) => emitter.off("go", listener)));
  for (const listener of listeners) emitter.on("go", listener);
  assert.equal(emitter.emit("go"), 3);
  assert.equal(emitter.emit("go"), 0);
  emitter.on("go", () => emitter.on("go", () => {}));
  assert.deepEqual([emitter.emit("go"), emitter.emit("go")], [1, 2]);
});

test("during: a once listener that another removes is still called this time", () => {
  const { calls, listener } = recorder();
  const emitter = new Emitter();
  emitter.on("go", () => emitter.off("go", listener));
  emitter.once("go", listener);
  assert.equal(emitter.emit("go"), 2);
  emitter.emit("go");
  assert.equal(calls.length, 1);
});

test("during: a once listener that adds itself again is called the next time", () => {
  let calls = 0;
  const emitter = new Emitter();
  const listener = () => {
    calls += 1;
    emitter.once("go", listener);
  };
  emitter.once("go", listener);
  emitter.once("go", () => {});
  assert.deepEqual([emitter.emit("go"), calls, emitter.emit("go"), calls], [2, 1, 1, 2]);
});

test("during: another event can be emitted meanwhile", () => {
  const order = [];
  const emitter = new Emitter();
  emitter.on("a", (value) => order.push(["a", value, emitter.emit("b", value + 1)]));
  emitter.on("b", (value) => order.push(["b", value]));
  emitter.on("a", (value) => order.push(["end", value]));
  assert.equal(emitter.emit("a", 1), 2);
  assert.deepEqual(order, [["b", 2], ["a", 1, 1], ["end", 1]]);
});

test("during: once listeners keep their places and hide nobody", () => {
  const order = [];
  const emitter = new Emitter();
  emitter.on("go", () => order.push("a"));
  emitter.once("go", () => order.push("b"));
  emitter.on("go", () => order.push("c"));
  emitter.once("go", () => order.push("d"));
  emitter.emit("go");
  emitter.emit("go");
  assert.deepEqual(order, ["a", "b", "c", "d", "a", "c"]);
});
