import { readFileSync } from "node:fs";

interface Day {
  year: number;
  month: number;
  day: number;
}

const SENIOR_MONTHS = 37;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function monthLength(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : LENGTHS[month - 1];
}

function parse(text: string): Day | null {
  const [year, month, day] = text.split("-").map(Number);
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  return { year, month, day };
}

/** A number that grows by one with each day. */
function ordinal({ year, month, day }: Day): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

function addMonths(from: Day, months: number): Day {
  const total = from.year * 12 + from.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = (total % 12) + 1;
  return { year, month, day: Math.min(from.day, monthLength(year, month)) };
}

const [today, ...people] = readFileSync(0, "utf8").split("\n").filter(Boolean);
const lines = people.map((line) => {
  const [name, begin, end] = line.split(" ");
  const from = parse(begin);
  const to = parse(end === "-" ? today : end);
  if (!from || !to || ordinal(to) < ordinal(from)) return `${name} faulty`;
  let months = (to.year - from.year) * 12 + to.month - from.month;
  if (ordinal(addMonths(from, months)) > ordinal(to)) months--;
  const days = ordinal(to) - ordinal(addMonths(from, months));
  return `${name} ${Math.floor(months / 12)}y ${months % 12}m ${days}d ${months >= SENIOR_MONTHS ? "senior" : "junior"}`;
});
console.log(lines.join("\n"));
