import { readFileSync } from "node:fs";

const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 170;
const WINDOW = 60;

class Breaker {
  sent = 0;
  refused = 0;
  #restsUntil = null;
  #pause = FIRST_PAUSE;
  #bads = [];
  #goodTrials = 0;

  state(time) {
    if (this.#restsUntil === null) return "closed";
    return time < this.#restsUntil ? "resting" : "trying";
  }

  call(time, bad) {
    const state = this.state(time);
    if (state === "resting") {
      this.refused++;
      return "refused";
    }
    this.sent++;
    return state === "closed" ? "sent" + this.#afterCall(time, bad) : "trial" + this.#afterTrial(time, bad);
  }

  #rest(time) {
    this.#restsUntil = time + this.#pause;
    this.#goodTrials = 0;
    return " trips";
  }

  #afterCall(time, bad) {
    if (!bad) return "";
    this.#bads = this.#bads.filter((other) => other > time - WINDOW);
    this.#bads.push(time);
    return this.#bads.length >= 4 ? this.#rest(time) : "";
  }

  #afterTrial(time, bad) {
    if (bad) {
      this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE);
      return this.#rest(time);
    }
    if (++this.#goodTrials < 3) return "";
    this.#restsUntil = null;
    this.#pause = FIRST_PAUSE;
    this.#bads = [];
    return " closes";
  }
}

const breakers = new Map();
const output = [];
let now = 0;
for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const [time, server, result] = line.split(" ");
  now = Number(time);
  if (!breakers.has(server)) breakers.set(server, new Breaker());
  output.push(`${time} ${server} ${breakers.get(server).call(now, result === "bad")}`);
}
for (const server of [...breakers.keys()].sort()) {
  const breaker = breakers.get(server);
  output.push(`total ${server} ${breaker.sent} ${breaker.refused} ${breaker.state(now)}`);
}
process.stdout.write(output.map((line) => line + "\n").join(""));
