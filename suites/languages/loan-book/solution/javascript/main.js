import { readFileSync } from "node:fs";

const PERIOD = 30;
const GRACE = 13;
const FEE = 1500;
const YEAR = 3_650_000;

class Loan {
  constructor(day, principal, rate, instalment) {
    Object.assign(this, { start: day, day, principal, rate, instalment, interest: 0, fees: 0, runUp: 0 });
    this.calls = []; // what is left of the instalment of each due day
    this.state = "running";
  }

  get debt() {
    return this.principal + this.interest + this.fees;
  }

  get rounded() {
    return Math.floor((2 * this.runUp + YEAR) / (2 * YEAR));
  }

  get pending() {
    return this.calls.reduce((sum, left) => sum + left, 0);
  }

  book() {
    this.interest += this.rounded;
    this.runUp = 0;
  }

  advance(today) {
    while (this.state === "running" && this.day < today) {
      this.runUp += this.principal * this.rate;
      this.day++;
      const passed = (this.day - this.start) % PERIOD;
      if (passed === 0) this.callIn();
      else if (passed === GRACE && this.calls.at(-1) > 0) this.fees += FEE;
    }
  }

  callIn() {
    this.book();
    if (this.calls.filter((left) => left > 0).length >= 3) this.state = "stopped";
    else this.calls.push(Math.min(this.instalment, this.debt - this.pending));
  }

  /** Spreads money over what is owed, and returns how much went where and how much was left. */
  pay(money) {
    this.book();
    const parts = {};
    let left = money;
    for (const owed of ["fees", "interest", "principal"]) {
      parts[owed] = Math.min(left, this[owed]);
      this[owed] -= parts[owed];
      left -= parts[owed];
    }
    let used = money - left;
    this.calls = this.calls.map((call) => {
      const part = Math.min(call, used);
      used -= part;
      return call - part;
    });
    return { ...parts, left };
  }
}

const loans = new Map();
const output = [];
let earned = 0;
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, dayText, name, ...rest] = line.split(" ");
  const day = Number(dayText);
  const numbers = rest.map(Number);
  if (kind === "loan") {
    loans.set(name, new Loan(day, ...numbers));
    continue;
  }
  const loan = loans.get(name);
  loan.advance(day);
  if (kind === "rate") {
    loan.rate = numbers[0];
  } else if (kind === "pay") {
    const { fees, interest, principal, left } = loan.pay(numbers[0]);
    earned += fees + interest;
    let text = `${name} fees ${fees} interest ${interest} principal ${principal}`;
    if (left > 0) text += ` back ${left}`;
    if (loan.debt === 0 && loan.state !== "closed") {
      loan.state = "closed";
      text += " closed";
    }
    output.push(text);
  } else {
    const { state, principal, fees, pending } = loan;
    const interest = loan.interest + loan.rounded;
    output.push(`${name} ${state} principal ${principal} interest ${interest} fees ${fees} open ${pending}`);
  }
}
output.push(`earned ${earned}`);
process.stdout.write(output.map((line) => `${line}\n`).join(""));
