// An asynchronous task queue: priorities, limited concurrency, time limits, rate limits and scheduled tasks.

/** Calls listeners by the name of an event. */
export class EventEmitter {
  constructor() {
    this._listeners = new Map();
  }

  /** Add a listener. The same function may be added several times. Returns this. */
  on(event, listener) {
    if (typeof listener !== "function") {
      throw new TypeError("a listener must be a function");
    }
    const listeners = this._listeners.get(event) ?? [];
    listeners.push(listener);
    this._listeners.set(event, listeners);
    return this;
  }

  /** Add a listener for the next time only: it is called once and removed. Returns this. */
  once(event, listener) {
    if (typeof listener !== "function") {
      throw new TypeError("a listener must be a function");
    }
    const wrapper = (...args) => {
      this.off(event, wrapper);
      listener.apply(this, args);
    };
    return this.on(event, wrapper);
  }

  /** Remove a listener, the first one where it was added several times. Returns this. */
  off(event, listener) {
    const listeners = this._listeners.get(event);
    const index = listeners ? listeners.indexOf(listener) : -1;
    if (index !== -1) {
      listeners.splice(index, 1);
      if (listeners.length === 0) {
        this._listeners.delete(event);
      }
    }
    return this;
  }

  /** Call the listeners of an event, in the order they were added. Returns whether there were any. */
  emit(event, ...args) {
    const listeners = this._listeners.get(event);
    if (!listeners) {
      return false;
    }
    for (const listener of [...listeners]) {
      listener.apply(this, args);
    }
    return true;
  }

  /** How many listeners an event has. */
  listenerCount(event) {
    return this._listeners.get(event)?.length ?? 0;
  }
}

/** A binary heap. The lowest number is the most urgent; equal ones leave in the order they came. */
export class PriorityQueue {
  constructor() {
    this._heap = [];
    this._pushed = 0;
  }

  get size() {
    return this._heap.length;
  }

  push(item, priority = 0) {
    this._heap.push({ item, priority, order: this._pushed++ });
    this._bubbleUp(this._heap.length - 1);
  }

  /** Remove the most urgent item and return it; undefined when there is none. */
  pop() {
    if (this._heap.length === 0) {
      return undefined;
    }
    const top = this._heap[0];
    const last = this._heap.pop();
    if (this._heap.length > 0) {
      this._heap[0] = last;
      this._sinkDown(0);
    }
    return top.item;
  }

  /** The most urgent item, which stays; undefined when there is none. */
  peek() {
    return this._heap[0]?.item;
  }

  clear() {
    this._heap = [];
  }

  /** All items, in no particular order. */
  items() {
    return this._heap.map((entry) => entry.item);
  }

  _before(a, b) {
    return a.priority > b.priority || (a.priority === b.priority && a.order < b.order);
  }

  _swap(i, j) {
    [this._heap[i], this._heap[j]] = [this._heap[j], this._heap[i]];
  }

  _bubbleUp(index) {
    while (index > 0) {
      const parent = Math.floor((index - 1) / 2);
      if (!this._before(this._heap[index], this._heap[parent])) {
        break;
      }
      this._swap(index, parent);
      index = parent;
    }
  }

  _sinkDown(index) {
    for (;;) {
      const left = 2 * index + 1;
      const right = left + 1;
      let first = index;
      if (left < this._heap.length && this._before(this._heap[left], this._heap[first])) {
        first = left;
      }
      if (right < this._heap.length && this._before(this._heap[right], this._heap[first])) {
        first = right;
      }
      if (first === index) {
        return;
      }
      this._swap(index, first);
      index = first;
    }
  }
}

/**
 * Runs asynchronous functions, the most urgent first, at most `concurrency` at a time.
 *
 * Events: "start", "done" and "failed" with the task, "drain" when nothing waits or runs any more.
 * stats: queued counts the tasks that wait now; completed and failed count those that have ended.
 */
export class TaskQueue extends EventEmitter {
  /** timeout: milliseconds that a task may take, 0 for no limit. */
  constructor({ concurrency = 1, timeout = 0 } = {}) {
    super();
    this.concurrency = concurrency;
    this.timeout = timeout;
    this.active = 0;
    this.paused = false;
    this.stats = { queued: 0, completed: 0, failed: 0 };
    this._queue = new PriorityQueue();
    this._tasks = [];
    this._nextId = 1;
  }

  /**
   * Add a function that gives a value or a promise.
   *
   * Returns the task: { id, fn, priority, status, promise }. status is "queued", "running", "done", "failed" or
   * "cancelled"; promise settles with what the function gives.
   */
  add(fn, { priority = 0 } = {}) {
    const task = { id: this._nextId++, fn, priority, status: "queued" };
    task.promise = new Promise((resolve, reject) => {
      task.resolve = resolve;
      task.reject = reject;
    });
    task.promise.catch(() => {}); // whoever needs the result awaits it
    this._tasks.push(task);
    this._queue.push(task, priority);
    this.stats.queued++;
    queueMicrotask(() => this._next());
    return task;
  }

  /** The task with a number, in whatever state it is; undefined when there is none. */
  getTask(id) {
    return this._tasks.find((task) => task.id == id);
  }

  /** Start no further tasks until resume() is called. */
  pause() {
    this.paused = true;
  }

  resume() {
    this.paused = false;
    this._next();
  }

  /** Cancel all tasks that still wait: their promises are rejected. Running tasks go on. */
  clear() {
    for (const task of this._queue.items()) {
      task.status = "cancelled";
      task.reject(new Error("the task was cancelled"));
    }
    this.stats.queued -= this._queue.size;
    this._queue.clear();
    this._checkDrain();
  }

  /** A promise that is resolved when nothing waits or runs any more. */
  drain() {
    if (this._idle()) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      this.on("drain", resolve);
    });
  }

  _idle() {
    return this.active === 0 && this._queue.size === 0;
  }

  _checkDrain() {
    if (this._idle()) {
      this.emit("drain");
    }
  }

  _next() {
    while (!this.paused && this.active < this.concurrency && this._queue.size > 0) {
      const task = this._queue.pop();
      this.stats.queued--;
      this.active++;
      this._run(task);
    }
  }

  async _run(task) {
    task.status = "running";
    this.emit("start", task);
    try {
      const value = await this._executeWithTimeout(task.fn);
      task.status = "done";
      this.stats.completed++;
      task.resolve(value);
    } catch (error) {
      task.status = "failed";
      this.stats.failed++;
      task.reject(error);
    }
    this.active--;
    this.emit(task.status, task);
    this._next();
    this._checkDrain();
  }

  _executeWithTimeout(fn) {
    const work = Promise.resolve().then(fn);
    if (!this.timeout) {
      return work;
    }
    return new Promise((resolve, reject) => {
      setTimeout(() => {
        reject(new Error(`the task took longer than ${this.timeout} ms`));
      }, this.timeout);
      work.then(resolve, reject);
    });
  }
}

/** Lets at most `limit` calls pass in any `interval` milliseconds. now: a function that tells the time. */
export class RateLimiter {
  constructor({ limit, interval, now = Date.now }) {
    this.limit = limit;
    this.interval = interval;
    this._now = now;
    this._passed = [];
  }

  /** Whether a call may pass now; if so, it counts. */
  tryAcquire() {
    this._forget();
    if (this._passed.length >= this.limit) {
      return false;
    }
    this._passed.push(this._now());
    return true;
  }

  /** Milliseconds until a call may pass; 0 when one may pass now. */
  waitTime() {
    this._forget();
    if (this._passed.length < this.limit) {
      return 0;
    }
    return this._passed[0] + this.interval - this._now();
  }

  /** A promise that is resolved when a call may pass, which then counts. */
  async acquire() {
    while (!this.tryAcquire()) {
      await new Promise((resolve) => setTimeout(resolve, this.waitTime()));
    }
  }

  _forget() {
    const oldest = this._now() - this.interval;
    while (this._passed.length > 0 && this._passed[0] <= oldest) {
      this._passed.shift();
    }
  }
}

/** Adds functions to a TaskQueue later, or again and again; with a RateLimiter, no faster than that allows. */
export class ScheduledTaskRunner {
  constructor(queue, limiter = null) {
    this._queue = queue;
    this._limiter = limiter;
    this._timers = new Map();
    this._nextId = 1;
  }

  /** How many schedules there are that may still add a task. */
  get pending() {
    return this._timers.size;
  }

  /** Add `fn` to the queue once, after `delay` milliseconds. Returns the number of the schedule. */
  after(delay, fn, options) {
    const id = this._nextId++;
    const timer = setTimeout(() => {
      this._timers.delete(id);
      this._add(fn, options);
    }, delay);
    this._timers.set(id, () => clearTimeout(timer));
    return id;
  }

  /** Add `fn` to the queue every `interval` milliseconds, until it is cancelled. Returns the number of the schedule. */
  every(interval, fn, options) {
    const id = this._nextId++;
    const timer = setInterval(() => this._add(fn, options), interval);
    this._timers.set(id, () => clearInterval(timer));
    return id;
  }

  /** End a schedule. Returns whether there was one. */
  cancel(id) {
    const stop = this._timers.get(id);
    stop?.();
    return this._timers.delete(id);
  }

  /** End all schedules. */
  stop() {
    for (const id of [...this._timers.keys()]) {
      this.cancel(id);
    }
  }

  async _add(fn, options) {
    if (this._limiter) {
      await this._limiter.acquire();
    }
    this._queue.add(fn, options);
  }
}
