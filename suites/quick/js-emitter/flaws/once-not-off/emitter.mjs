export class Emitter {
  #events = new Map();

  #add(name, listener, once) {
    const entry = { listener, once };
    if (!this.#events.has(name)) this.#events.set(name, []);
    this.#events.get(name).push(entry);
    return () => this.#remove(name, (e) => e === entry);
  }

  #remove(name, test) {
    const list = this.#events.get(name) ?? [];
    const at = list.findIndex(test);
    if (at >= 0) list.splice(at, 1);
  }

  on(name, listener) {
    return this.#add(name, listener, false);
  }

  once(name, listener) {
    return this.#add(name, listener, true);
  }

  off(name, listener) {
    this.#remove(name, (e) => !e.once && e.listener === listener);
  }

  emit(name, ...args) {
    const list = [...(this.#events.get(name) ?? [])];
    for (const entry of list) {
      if (entry.once) this.#remove(name, (e) => e === entry);
      entry.listener(...args);
    }
    return list.length;
  }
}
