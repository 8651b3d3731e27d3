// What several tests need.

/** Numbers below `most`, the same in every run: a linear congruential generator. */
export function numbers(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % most;
  };
}

/** A promise, and the function that resolves it. */
export function gate() {
  let open;
  const opened = new Promise((resolve) => {
    open = resolve;
  });
  return { open, opened };
}

/** Let everything run that only waits for its turn. */
export function settle() {
  return new Promise((resolve) => setTimeout(resolve, 5));
}

/** A model of what a priority queue must do: the lowest number first, equal ones as they came. */
export class Model {
  entries = [];

  push(item, priority) {
    const at = this.entries.findIndex((entry) => entry.priority > priority);
    this.entries.splice(at === -1 ? this.entries.length : at, 0, { item, priority });
  }

  pop() {
    return this.entries.shift()?.item;
  }
}
