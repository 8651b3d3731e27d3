import { readFileSync } from "node:fs";

const WAY = 17;

const [first, ...lines] = readFileSync(0, "utf8").split("\n").filter(Boolean);
const lanes = Array.from({ length: Number(first) }, () => []);
const steps = new Map();
for (const line of lines) {
  const [kind, ...words] = line.split(" ");
  if (kind === "step") {
    const [name, length, after] = words;
    steps.set(name, { name, length: Number(length), after: after === "-" ? [] : after.split(","), followers: [] });
  } else {
    const [lane, begin, end] = words.map(Number);
    lanes[lane - 1].push({ begin, end });
  }
}
for (const step of steps.values()) {
  step.after = step.after.map((name) => steps.get(name));
  for (const other of step.after) other.followers.push(step);
}

function sorted() {
  const done = new Set();
  let size = -1;
  while (size !== done.size) {
    size = done.size;
    for (const step of steps.values()) {
      if (step.after.every((other) => done.has(other))) done.add(step);
    }
  }
  return done;
}

// The first minute from `start` on at which `length` minutes are free between sorted spans.
function earliest(spans, start, length) {
  for (const { begin, end } of spans) {
    if (start + length <= begin) break;
    start = Math.max(start, end);
  }
  return start;
}

const heaviest = (some) => some.reduce((best, step) => (best && best.weight >= step.weight ? best : step), null);

function plan(step) {
  let best = null;
  lanes.forEach((spans, lane) => {
    spans.sort((a, b) => a.begin - b.begin);
    const ready = step.after.map((other) => other.end + (other.lane === lane ? 0 : WAY));
    const begin = earliest(spans, Math.max(0, ...ready), step.length);
    if (!best || begin < best.begin) best = { begin, lane };
  });
  step.lane = best.lane;
  step.end = best.begin + step.length;
  lanes[best.lane].push({ begin: best.begin, end: step.end });
  console.log(step.name, best.lane + 1, best.begin, step.end);
}

const order = sorted();
const all = [...steps.values()];
if (order.size < steps.size) {
  console.log("circle", ...all.filter((step) => !order.has(step)).map((step) => step.name));
} else {
  for (const step of [...order].reverse()) {
    step.weight = step.length + Math.max(0, ...step.followers.map((other) => other.weight));
  }
  const planned = new Set();
  while (planned.size < all.length) {
    const step = heaviest(all.filter((s) => !planned.has(s) && s.after.every((other) => planned.has(other))));
    plan(step);
    planned.add(step);
  }
  console.log("ready", Math.max(0, ...all.map((step) => step.end)));
  const chain = [];
  for (let step = heaviest(all); step; step = heaviest(step.followers)) chain.push(step.name);
  console.log("chain", ...chain);
}
