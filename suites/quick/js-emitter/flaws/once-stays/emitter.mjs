export class Emitter {
  #listeners = new Map();

  on(name, listener) {
    return this.#add(name, { listener, once: false });
  }

  once(name, listener) {
    return this.#add(name, { listener, once: true });
  }

  off(name, listener) {
    this.#remove(name, (entry) => entry.listener === listener);
  }

  emit(name, ...args) {
    let count = 0;
    for (const entry of [...(this.#listeners.get(name) ?? [])]) {
      count += 1;
      entry.listener(...args);
    }
    return count;
  }

  #add(name, entry) {
    if (!this.#listeners.has(name)) this.#listeners.set(name, []);
    this.#listeners.get(name).push(entry);
    return () => this.#remove(name, (other) => other === entry);
  }

  #remove(name, wanted) {
    const entries = this.#listeners.get(name) ?? [];
    const at = entries.findIndex(wanted);
    if (at >= 0) entries.splice(at, 1);
  }
}
