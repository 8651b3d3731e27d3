class Glob {
  #steps;
  constructor(pattern) {
    this.#steps = [];
    for (let i = 0; i < pattern.length; i++) {
      if (pattern[i] !== "*") this.#steps.push(pattern[i]);
      else if (pattern[i + 1] === "*") { this.#steps.push("**"); i++; }
      else this.#steps.push("*");
    }
  }
  #close(states) {
    for (const s of states) if (this.#steps[s]?.[0] === "*") states.add(s + 1);
    return states;
  }
  test(path) {
    let states = this.#close(new Set([0]));
    for (const c of path.split("")) {
      const next = new Set();
      for (const s of states) {
        const step = this.#steps[s];
        if (step === "**" || (step === "*" && c !== "/")) next.add(s);
        else if (step === "?" ? c !== "/" : step === c) next.add(s + 1);
      }
      states = this.#close(next);
    }
    return states.has(this.#steps.length);
  }
}
function matches(pattern, path) { return new Glob(pattern).test(path); }
export { matches };
