const Emitter = class {
  constructor() {
    let all = [];
    const drop = (keep) => { all = all.filter(keep); };
    this.on = (name, listener) => {
      const mine = Object.freeze({ name, listener });
      all = [...all, mine];
      return () => drop((x) => x !== mine);
    };
    this.once = (name, listener) => {
      const mine = { name, listener, once: true };
      all = [...all, mine];
      return () => drop((x) => x !== mine);
    };
    this.off = (name, listener) => drop((x) => x.name !== name || x.listener !== listener);
    this.emit = (name, ...args) => all.filter((x) => x.name === name).reduce((n, x) => {
      if (x.once) drop((y) => y !== x);
      x.listener(...args);
      return n + 1;
    }, 0);
  }
};
export { Emitter };
