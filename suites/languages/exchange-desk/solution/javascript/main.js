import { readFileSync } from "node:fs";

const SHARE = 17;
const MOST = 5_000_000;

const places = new Map();
const rates = new Map();
const kept = new Map();

const shown = (number, code) => (number / 10 ** places.get(code)).toFixed(places.get(code));

/** By what to multiply and to divide; undefined where there is no rate. */
function between(from, to) {
  const above = 10 ** places.get(to);
  const below = 10 ** places.get(from);
  if (rates.has(from + to)) return [rates.get(from + to) * above, 10_000 * below];
  if (rates.has(to + from)) return [10_000 * above, rates.get(to + from) * below];
}

function way(from, to) {
  const direct = between(from, to);
  if (direct) return [direct];
  const [hub] = places.keys();
  const steps = [between(from, hub), between(hub, to)];
  return steps.every(Boolean) ? steps : undefined;
}

/** What is multiplied stays below 2^53: at most 5 * 10^6 parts, by at most 10^9. */
function change(number, steps) {
  if (number > MOST) return undefined;
  for (const [above, below] of steps) {
    const whole = number * above + Math.floor(below / 2);
    number = (whole - (whole % below)) / below;
    if (number > MOST) return undefined;
  }
  const charge = Math.ceil((number * SHARE) / 1000);
  return { got: number - charge, charge };
}

function smallest(wanted, steps) {
  let low = 0;
  let high = MOST + 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    const result = change(middle, steps);
    if (!result || result.got >= wanted) high = middle;
    else low = middle;
  }
  return change(high, steps) && high;
}

function answer(kind, amount, from, to) {
  const steps = way(from, to);
  if (!steps) return "no way";
  const number = Number(amount.replace(".", ""));
  if (kind === "want") {
    const least = smallest(number, steps);
    return least ? `${shown(least, from)} ${from}` : "too much";
  }
  const result = change(number, steps);
  if (!result) return "too much";
  kept.set(to, kept.get(to) + result.charge);
  return `${shown(result.got, to)} ${to}`;
}

const output = [];
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, ...words] = line.split(" ");
  if (kind === "currency") {
    places.set(words[0], Number(words[1]));
    kept.set(words[0], 0);
  } else if (kind === "rate") {
    rates.set(words[0] + words[1], Number(words[2]));
  } else {
    output.push(answer(kind, ...words));
  }
}
for (const [code, total] of kept) if (total) output.push(`fees ${code} ${shown(total, code)}`);
process.stdout.write(output.map((line) => `${line}\n`).join(""));
