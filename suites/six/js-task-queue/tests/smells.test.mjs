// What works but is careless: a timer that runs on, a comparison that converts, listeners that pile up.

import assert from "node:assert/strict";
import process from "node:process";
import test from "node:test";

import { settle } from "./helpers.mjs";
import { TaskQueue } from "./task_queue.mjs";

const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

test("timer: none is left when a task has ended in time", async () => {
  const queue = new TaskQueue({ timeout: 60_000 });
  const before = timers();
  await queue.add(() => 1).promise;
  await queue.add(() => Promise.reject(new Error("no"))).promise.catch(() => {});
  await settle();
  assert.ok(timers() <= before);
});

test("equality: a task's number is no text", async () => {
  const queue = new TaskQueue();
  const task = queue.add(() => 1);
  assert.equal(queue.getTask(task.id), task);
  assert.equal(queue.getTask(String(task.id)), undefined);
});

test("listeners: those of drain do not pile up", async () => {
  const queue = new TaskQueue();
  // A `once` that is sure to work: this is not about the emitter.
  queue.once = function (event, listener) {
    const wrapper = (...args) => {
      this.off(event, wrapper);
      listener.apply(this, args);
    };
    return this.on(event, wrapper);
  };
  for (let n = 0; n < 20; n++) {
    queue.add(() => n);
    await queue.drain();
  }
  await settle();
  assert.ok(queue.listenerCount("drain") <= 1);
});
