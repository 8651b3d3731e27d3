// The heap: whatever is pushed and popped in whatever order, the most urgent item leaves first.

import assert from "node:assert/strict";
import test from "node:test";

import { Model, gate, numbers, settle } from "./helpers.mjs";
import { PriorityQueue, TaskQueue } from "./task_queue.mjs";

function compare(seed, operations, different, popEvery) {
  const below = numbers(seed);
  const queue = new PriorityQueue();
  const model = new Model();
  for (let step = 0; step < operations; step++) {
    if (model.entries.length > 0 && below(popEvery) === 0) {
      assert.equal(queue.pop(), model.pop());
    } else {
      const priority = below(different);
      queue.push(step, priority);
      model.push(step, priority);
    }
    assert.equal(queue.size, model.entries.length);
  }
  while (model.entries.length > 0) assert.equal(queue.pop(), model.pop());
  assert.equal(queue.size, 0);
}

test("all pushed, then all popped", () => {
  for (let seed = 1; seed <= 40; seed++) compare(seed, 30, 100, 1e9);
});

test("pushed and popped in turns", () => {
  for (let seed = 1; seed <= 40; seed++) compare(seed, 80, 50, 3);
});

test("equal priorities, pushed and popped in turns", () => {
  for (let seed = 1; seed <= 40; seed++) compare(seed, 80, 4, 3);
});

test("an urgent task that comes late starts first", async () => {
  const order = [];
  const queue = new TaskQueue({ concurrency: 1 });
  const held = [gate(), gate(), gate()];
  const add = (name, priority, wait) =>
    queue.add(
      async () => {
        order.push(name);
        await wait;
      },
      { priority },
    );
  add("first", 0, held[0].opened);
  await settle();
  for (const [name, priority] of [["b", 20], ["f", 60], ["c", 30], ["g", 70], ["h", 80]]) {
    add(name, priority, name === "b" ? held[1].opened : name === "c" ? held[2].opened : undefined);
  }
  held[0].open();
  await settle();
  add("d", 40);
  add("e", 50);
  held[1].open();
  await settle();
  add("urgent", 1);
  held[2].open();
  await queue.drain();
  assert.deepEqual(order, ["first", "b", "c", "urgent", "d", "e", "f", "g", "h"]);
});
