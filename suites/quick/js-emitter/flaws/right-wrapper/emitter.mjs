export class Emitter extends Map {
  on(name, listener) {
    this.set(name, [...(this.get(name) ?? []), listener]);
    return () => this.#cut(name, listener);
  }
  #cut(name, what) {
    const list = this.get(name) ?? [];
    const i = list.findIndex((l) => l === what || l.original === what);
    if (i !== -1) this.set(name, list.toSpliced(i, 1));
  }
  once(name, listener) {
    const wrapper = (...args) => { this.#cut(name, wrapper); return listener.apply(this, args); };
    wrapper.original = listener;
    return this.on(name, wrapper);
  }
  off(name, listener) { this.#cut(name, listener); return this; }
  emit(name, ...args) {
    const list = this.get(name) ?? [];
    for (const l of list) Reflect.apply(l, this, args);
    return list.length;
  }
}
