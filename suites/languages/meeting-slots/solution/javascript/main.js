import { readFileSync } from "node:fs";

const DAY = 480;
const DAYS = 5;
const GRID = 15;

const times = new Map();

function isFree(name, start, end) {
  return (times.get(name) ?? []).every(([from, to]) => end <= from || to <= start);
}

function block(name, from, to) {
  if (!times.has(name)) times.set(name, []);
  times.get(name).push([from, to]);
}

function findStart(length, needed) {
  for (let start = 0; start < DAYS * DAY; start += GRID) {
    if ((start % DAY) + length > DAY) continue;
    if (needed.every((name) => isFree(name, start, start + length))) return start;
  }
  return null;
}

for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [command, ...words] = line.split(" ");
  if (command === "busy") {
    block(words[0], Number(words[1]), Number(words[2]));
    continue;
  }
  const length = Number(words.shift());
  const start = findStart(length, words.filter((name) => !name.endsWith("?")));
  if (start === null) {
    console.log("never");
    continue;
  }
  const come = words.map((name) => name.replace("?", "")).filter((name) => isFree(name, start, start + length));
  for (const name of come) block(name, start, start + length);
  console.log([start, ...come].join(" "));
}
