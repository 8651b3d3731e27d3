export class Emitter {
  constructor() { this.events = {}; }
  on(name, listener) {
    const entry = { listener };
    (this.events[name] ||= []).push(entry);
    return () => { this.events[name] = this.events[name].filter((e) => e !== entry); };
  }
  once(name, listener) {
    const entry = { listener, once: true };
    (this.events[name] ||= []).push(entry);
    return () => { this.events[name] = this.events[name].filter((e) => e !== entry); };
  }
  off(name, listener) {
    if (this.events[name]) this.events[name] = this.events[name].filter((e) => e.listener !== listener);
  }
  emit(name, ...args) {
    const list = (this.events[name] || []).slice();
    for (const e of list) {
      if (e.once) this.events[name] = this.events[name].filter((x) => x !== e);
      e.listener(...args);
    }
    return list.length;
  }
}
