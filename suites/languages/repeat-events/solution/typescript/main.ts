import { readFileSync } from "node:fs";

const DAY = 86400000;
const WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

const read = (text: string): number => Date.parse(`${text}T00:00:00Z`);
const show = (time: number): string => new Date(time).toISOString().slice(0, 10);
const weekday = (time: number): number => (new Date(time).getUTCDay() + 6) % 7;
const lengthOf = (year: number, month: number): number => new Date(Date.UTC(year, month + 1, 0)).getUTCDate();

function dayIn(year: number, month: number, day: number): number | null {
  return day <= lengthOf(year, month) ? Date.UTC(year, month, day) : null;
}

function nthIn(year: number, month: number, which: string, name: string): number {
  const first = Date.UTC(year, month, 1);
  const day = 1 + ((WEEK.indexOf(name) - weekday(first) + 7) % 7);
  const weeks = which === "last" ? Math.floor((lengthOf(year, month) - day) / 7) : Number(which[0]) - 1;
  return Date.UTC(year, month, day + 7 * weeks);
}

function given(start: number, rule: string[], last: number): number[] {
  const found: number[] = [];
  const keep = (time: number | null): void => {
    if (time !== null && time >= start && time <= last) found.push(time);
  };
  const count = Number(rule[1]);
  const unit = rule[2];
  if (unit === "days") {
    for (let time = start; time <= last; time += count * DAY) keep(time);
    return found;
  }
  if (unit === "weeks") {
    const offsets = rule[4].split(",").map((name) => WEEK.indexOf(name));
    for (let monday = start - weekday(start) * DAY; monday <= last; monday += count * 7 * DAY) {
      for (const offset of offsets) keep(monday + offset * DAY);
    }
    return found;
  }
  const from = new Date(start);
  const to = new Date(last);
  const end = to.getUTCFullYear() * 12 + to.getUTCMonth();
  const step = unit === "years" ? count * 12 : count;
  for (let months = from.getUTCFullYear() * 12 + from.getUTCMonth(); months <= end; months += step) {
    const year = Math.floor(months / 12);
    const month = months % 12;
    keep(rule.length > 3 ? nthIn(year, month, rule[4], rule[5]) : dayIn(year, month, from.getUTCDate()));
  }
  return found;
}

function datesOf(start: number, words: string[], last: number): number[] {
  const end = words[words.length - 2];
  if (end !== "until" && end !== "times") return given(start, words, last);
  const rule = words.slice(0, -2);
  const value = words[words.length - 1];
  if (end === "until") return given(start, rule, Math.min(last, read(value)));
  return given(start, rule, last).slice(0, Number(value));
}

const lines = readFileSync(0, "utf8").trimEnd().split("\n").map((line) => line.split(" "));
const [, begin, end] = lines[0].map((word, place) => (place ? read(word) : 0));
const changes = lines.filter((line) => line[0] === "skip" || line[0] === "move");
const last = changes.reduce((time, line) => Math.max(time, read(line[2])), end);
const events = new Map<string, number[]>();
for (const line of lines) {
  if (line[0] === "event") events.set(line[1], datesOf(read(line[2]), line.slice(3), last));
}
const changed = new Map<string, Map<number, number | null>>([...events.keys()].map((name) => [name, new Map<number, number | null>()]));
const known = new Map([...events].map(([name, times]) => [name, new Set(times)]));
const out: string[] = [];
for (const [kind, name, day, instead] of changes) {
  if (known.get(name)?.has(read(day))) changed.get(name)!.set(read(day), kind === "move" ? read(instead) : null);
  else out.push(`no ${name} ${day}`);
}
const found: { time: number; text: string }[] = [];
for (const [name, times] of events) {
  for (const old of times) {
    const instead = changed.get(name)!.get(old);
    const time = instead === undefined ? old : instead;
    if (time === null || time < begin || time > end) continue;
    const moved = instead === undefined ? "" : ` from ${show(old)}`;
    found.push({ time, text: `${show(time)} ${WEEK[weekday(time)]} ${name}${moved}` });
  }
}
found.sort((one, other) => one.time - other.time);
console.log([...out, ...found.map((one) => one.text), `total ${found.length}`].join("\n"));
