import { readFileSync } from "node:fs";

const DAY = 86400000;
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const SPAN = "(a|0|[1-9]\\d{0,2}) (day|week|month|year|working day)s?";

const at = (year: number, month: number, day: number): number => Date.UTC(year, month, day);
const weekday = (time: number): number => (new Date(time).getUTCDay() + 6) % 7;

function monthsLater(time: number, count: number): number {
  const day = new Date(time);
  const months = day.getUTCFullYear() * 12 + day.getUTCMonth() + count;
  const year = Math.floor(months / 12);
  const month = months - year * 12;
  const last = new Date(at(year, month + 1, 0)).getUTCDate();
  return at(year, month, Math.min(day.getUTCDate(), last));
}

function shifted(time: number, count: number, unit: string, sign: number): number {
  if (unit === "day") return time + sign * count * DAY;
  if (unit === "week") return time + sign * count * 7 * DAY;
  if (unit === "month") return monthsLater(time, sign * count);
  if (unit === "year") return monthsLater(time, sign * count * 12);
  while (count > 0) {
    time += sign * DAY;
    if (weekday(time) < 5) count--;
  }
  return time;
}

function numberOf(word: string): number | null {
  const count = word === "a" ? 1 : Number(word);
  return count <= 400 ? count : null;
}

function ending(n: number): string {
  if (n >= 11 && n <= 13) return "th";
  return ["th", "st", "nd", "rd"][n % 10] ?? "th";
}

function meant(phrase: string, today: number): number | null {
  const simple: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1 };
  if (Object.hasOwn(simple, phrase)) return today + simple[phrase] * DAY;
  let found = phrase.match(new RegExp(`^in ${SPAN}$`));
  if (found) {
    const count = numberOf(found[1]);
    return count === null ? null : shifted(today, count, found[2], 1);
  }
  found = phrase.match(new RegExp(`^${SPAN} (ago|after|before)(?: (.+))?$`));
  if (found) {
    const [, word, unit, how, rest] = found;
    const count = numberOf(word);
    if (count === null || (rest === undefined) !== (how === "ago")) return null;
    const start = rest === undefined ? today : meant(rest, today);
    return start === null ? null : shifted(start, count, unit, how === "after" ? 1 : -1);
  }
  found = phrase.match(/^(?:(this|next) )?([a-z]+day)$/);
  if (found && DAYS.includes(found[2])) {
    const toGo = DAYS.indexOf(found[2]) - weekday(today);
    if (!found[1]) return today + (toGo > 0 ? toGo : toGo + 7) * DAY;
    return today + (toGo + (found[1] === "next" ? 7 : 0)) * DAY;
  }
  found = phrase.match(/^the ([1-9]\d?)(st|nd|rd|th)$/);
  if (found) {
    const n = Number(found[1]);
    if (n > 31 || ending(n) !== found[2]) return null;
    let time = today;
    while (new Date(time).getUTCDate() !== n) time += DAY;
    return time;
  }
  found = phrase.match(/^end of (next )?(week|month|year)$/);
  if (found) {
    const ahead = found[1] ? 1 : 0;
    const day = new Date(today);
    if (found[2] === "week") return today + (6 - weekday(today) + 7 * ahead) * DAY;
    if (found[2] === "year") return at(day.getUTCFullYear() + ahead, 11, 31);
    return at(day.getUTCFullYear(), day.getUTCMonth() + 1 + ahead, 0);
  }
  return null;
}

const lines = readFileSync(0, "utf8").split("\n");
lines.pop();
const today = Date.parse(`${lines[0].split(" ")[1]}T00:00:00Z`);
const out: string[] = [];
for (const phrase of lines.slice(1)) {
  const time = meant(phrase, today);
  out.push(time === null ? "unclear" : new Date(time).toISOString().slice(0, 10));
}
if (out.length) console.log(out.join("\n"));
