export class Emitter {
  constructor() { this.map = new Map(); }
  #entries(name) {
    if (!this.map.has(name)) this.map.set(name, new Map());
    return this.map.get(name);
  }
  on(name, listener) {
    this.#entries(name).set(listener, false);
    return () => this.off(name, listener);
  }
  once(name, listener) {
    this.#entries(name).set(listener, true);
    return () => this.off(name, listener);
  }
  off(name, listener) { this.#entries(name).delete(listener); }
  emit(name, ...args) {
    const now = Array.from(this.#entries(name));
    now.forEach(([listener, once]) => {
      if (once) this.off(name, listener);
      listener(...args);
    });
    return now.length;
  }
}
