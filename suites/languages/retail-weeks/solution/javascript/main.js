import { readFileSync } from "node:fs";

const ANCHOR = 27;
const DAY = 86_400_000;

// Dates are days since 1970-01-01, which was a Thursday.
const parse = (text) => Date.parse(text) / DAY;
const shown = (day) => new Date(day * DAY).toISOString().slice(0, 10);
const yearOf = (day) => new Date(day * DAY).getUTCFullYear();
const weekday = (day) => (((day + 3) % 7) + 7) % 7;

/** The Monday nearest to the anchor: that of the week three days later. */
function begin(year) {
  const day = Date.UTC(year, 0, ANCHOR) / DAY + 3;
  return day - weekday(day);
}

const weeks = (year) => (begin(year + 1) - begin(year)) / 7;

/** How many weeks of the year have passed at the end of each month; 0 stands in front. */
function monthEnds(year) {
  const ends = [0];
  for (let quarter = 0; quarter < 4; quarter++) ends.push(...[4, 9, 13].map((end) => quarter * 13 + end));
  ends[12] = weeks(year);
  return ends;
}

function answer(kind, ...words) {
  if (kind === "span") {
    const [year, month] = words.map(Number);
    const [from, to] = monthEnds(year).slice(month - 1, month + 1);
    return `${shown(begin(year) + 7 * from)} ${shown(begin(year) + 7 * to - 1)} ${to - from}`;
  }
  const day = parse(words[0]);
  const year = yearOf(day) - (day < begin(yearOf(day)) ? 1 : 0);
  const passed = day - begin(year);
  const week = Math.floor(passed / 7) + 1;
  if (kind === "place") {
    const month = monthEnds(year).findIndex((end) => end >= week);
    return `${year} month ${month} week ${week} day ${weekday(day) + 1}`;
  }
  return week > weeks(year - 1) ? "nothing" : shown(begin(year - 1) + passed);
}

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean);
process.stdout.write(lines.map((line) => `${answer(...line.split(" "))}\n`).join(""));
