export function Emitter() {
  if (!new.target) return new Emitter();
  this.head = null;
}
function add(self, name, listener, once) {
  const node = { name, listener, once, next: null };
  let at = self;
  let key = "head";
  while (at[key]) { at = at[key]; key = "next"; }
  at[key] = node;
  return () => remove(self, (n) => n === node);
}
function remove(self, test) {
  const nodes = list(self);
  const cut = nodes.find(test);
  const kept = nodes.filter((n) => n !== cut);
  self.head = null;
  for (const n of kept.reverse()) { n.next = self.head; self.head = n; }
}
function list(self) {
  const nodes = [];
  for (let n = self.head; n; n = n.next) nodes.push(n);
  return nodes;
}
Object.assign(Emitter.prototype, {
  on(name, listener) { return add(this, name, listener, false); },
  once(name, listener) { return add(this, name, listener, true); },
  off(name, listener) { remove(this, (n) => n.name === name && n.listener === listener); },
  emit(name, ...args) {
    const now = list(this).filter((n) => n.name === name);
    for (const n of now) {
      if (n.once) remove(this, (m) => m === n);
      n.listener(...args);
    }
    return now.length;
  },
});
