import { readFileSync } from "node:fs";

const USUAL = 45;
const DAY = 24 * 60;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

// Minutes are counted as if every clock showed universal time.
const minuteOf = (year: number, month: number, day: number) => Date.UTC(year, month, day) / 60_000;
const modulo = (a: number, b: number) => ((a % b) + b) % b;

function clock(text: string): number {
  const [hours, minutes] = text.split(":").map(Number);
  return hours * 60 + minutes;
}

function parseDay(text: string): number {
  const [year, month, day] = text.split("-").map(Number);
  return minuteOf(year, month - 1, day);
}

const shown = (minute: number) => new Date(minute * 60_000).toISOString().slice(0, 16).replace("T", " ");

/** The minute that a rule such as mar.last.sun@02:00 means in a year. */
function moment(rule: string, year: number): number {
  const [day, time] = rule.split("@");
  const [monthName, which, dayName] = day.split(".");
  const month = MONTHS.indexOf(monthName);
  const weekday = DAYS.indexOf(dayName);
  const weekdayOf = (minute: number) => new Date(minute * 60_000).getUTCDay();
  if (which === "last") {
    const last = minuteOf(year, month + 1, 0);
    return last - modulo(weekdayOf(last) - weekday, 7) * DAY + clock(time);
  }
  const first = minuteOf(year, month, 1);
  return first + (modulo(weekday - weekdayOf(first), 7) + 7 * (Number(which) - 1)) * DAY + clock(time);
}

class Zone {
  private readonly offset: number;
  private readonly spans = new Map<number, [number, number]>();

  constructor(
    offset: string,
    private readonly shift = 0,
    private readonly begin = "",
    private readonly end = "",
  ) {
    this.offset = clock(offset.slice(1)) * (offset[0] === "-" ? -1 : 1);
  }

  local(minute: number): number {
    const winter = minute + this.offset;
    if (!this.shift) return winter;
    const year = new Date(winter * 60_000).getUTCFullYear();
    if (!this.spans.has(year)) this.spans.set(year, [moment(this.begin, year), moment(this.end, year) - this.shift]);
    const [begin, end] = this.spans.get(year)!;
    const summer = begin < end ? begin <= winter && winter < end : winter < end || begin <= winter;
    return summer ? winter + this.shift : winter;
  }

  universal(local: number): [number, string] {
    const late = local - this.offset;
    const early = late - this.shift;
    const hits = [...new Set([early, late])].filter((minute) => this.local(minute) === local);
    if (!hits.length) return [late, " skipped"];
    return [hits[0], hits.length > 1 ? " twice" : ""];
  }
}

function meeting(midnight: number, zones: Zone[], length: number): number | null {
  let answer: number | null = null;
  let fine = 0;
  for (let minute = midnight + 2 * DAY; minute > midnight - DAY; minute--) {
    const times = zones.map((zone) => zone.local(minute));
    fine = times.every((time) => modulo(time, DAY) >= 9 * 60 && modulo(time, DAY) < 17 * 60) ? fine + 1 : 0;
    if (fine >= length && times[0] >= midnight && times[0] < midnight + DAY) answer = minute;
  }
  return answer;
}

const zones = new Map<string, Zone>();
const out: string[] = [];
for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  const [kind, ...words] = line.split(" ");
  if (kind === "zone") {
    const [name, offset, shift, begin, end] = words;
    zones.set(name, new Zone(offset, Number(shift ?? 0), begin, end));
  } else if (kind === "call") {
    const [day, time, from, to, length] = words;
    const [start, mark] = zones.get(from)!.universal(parseDay(day) + clock(time));
    const zone = zones.get(to)!;
    out.push(`${shown(zone.local(start))} ${shown(zone.local(start + Number(length ?? USUAL)))}${mark}`);
  } else {
    const [day, names, length] = words;
    const named = names.split(",").map((name) => zones.get(name)!);
    const minute = meeting(parseDay(day), named, Number(length ?? USUAL));
    out.push(minute === null ? "never" : named.map((zone) => shown(zone.local(minute))).join(" "));
  }
}
process.stdout.write(out.map((line) => line + "\n").join(""));
