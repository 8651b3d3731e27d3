export class Emitter {
  events = new Map();
  wrappers = new Map();
  on(name, listener) {
    if (!this.events.has(name)) this.events.set(name, []);
    this.events.get(name).push(listener);
    return () => this.off(name, listener);
  }
  once(name, listener) {
    const wrapper = (...args) => {
      this.off(name, listener);
      listener(...args);
    };
    this.wrappers.set(listener, wrapper);
    this.on(name, wrapper);
    return () => this.off(name, listener);
  }
  off(name, listener) {
    const list = this.events.get(name) ?? [];
    const wrapper = this.wrappers.get(listener);
    this.events.set(name, list.filter((l) => l !== listener && l !== wrapper));
    if (wrapper) this.wrappers.delete(listener);
  }
  emit(name, ...args) {
    const list = [...(this.events.get(name) ?? [])];
    for (const l of list) l(...args);
    return list.length;
  }
}
