// clear: what is counted once nothing waits any more.

import assert from "node:assert/strict";
import test from "node:test";

import { gate, settle } from "./helpers.mjs";
import { TaskQueue } from "./task_queue.mjs";

test("nothing is queued afterwards, while tasks run", async () => {
  const { open, opened } = gate();
  const queue = new TaskQueue({ concurrency: 2 });
  for (let n = 0; n < 6; n++) queue.add(() => opened);
  await settle();
  assert.equal(queue.stats.queued, 4);
  queue.clear();
  assert.equal(queue.stats.queued, 0);
  open();
  await settle();
  assert.equal(queue.stats.queued, 0);
});

test("nothing is queued afterwards, while the queue is paused", () => {
  const queue = new TaskQueue();
  queue.pause();
  for (let n = 0; n < 3; n++) queue.add(() => n);
  queue.clear();
  assert.equal(queue.stats.queued, 0);
});

test("what has ended stays counted", async () => {
  const queue = new TaskQueue({ concurrency: 3 });
  queue.add(() => 1);
  queue.add(() => 2);
  queue.add(() => Promise.reject(new Error("no")));
  await queue.drain();
  queue.pause();
  queue.add(() => 3);
  queue.clear();
  assert.deepEqual(queue.stats, { queued: 0, completed: 2, failed: 1 });
});

test("tasks that come later are counted and run", async () => {
  const queue = new TaskQueue();
  queue.pause();
  queue.add(() => 1);
  queue.add(() => 2);
  queue.clear();
  const task = queue.add(() => "later");
  assert.equal(queue.stats.queued, 1);
  queue.resume();
  assert.equal(await task.promise, "later");
  assert.equal(queue.stats.queued, 0);
});

test("who hears of drain finds nothing queued", async () => {
  const queue = new TaskQueue();
  const seen = [];
  queue.on("drain", () => seen.push(queue.stats.queued));
  queue.pause();
  for (let n = 0; n < 3; n++) queue.add(() => n);
  queue.clear();
  await settle();
  assert.deepEqual(seen.filter((queued) => queued !== 0), []);
});
