import { EventEmitter } from "node:events";

export class Emitter {
  #inner = new EventEmitter();
  on(name, listener) {
    this.#inner.on(name, listener);
    return () => this.off(name, listener);
  }
  once(name, listener) {
    this.#inner.once(name, listener);
    return () => this.off(name, listener);
  }
  off(name, listener) { this.#inner.off(name, listener); }
  emit(name, ...args) {
    const count = this.#inner.listenerCount(name);
    this.#inner.emit(name, ...args);
    return count;
  }
}
