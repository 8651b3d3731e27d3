import { readFileSync } from "node:fs";

interface Mark {
  first: number;
  last: number;
  sticky: boolean;
}

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
let size = Number(lines[0].split(" ")[1]);
const marks = new Map<string, Mark>();

function putIn(place: number, count: number): void {
  size += count;
  for (const mark of marks.values()) {
    if (place <= mark.first) {
      mark.first += count;
      mark.last += count;
    } else if (place <= mark.last || (mark.sticky && place === mark.last + 1)) {
      mark.last += count;
    }
  }
}

/** Takes characters out, and the marks that have no others, which are returned. */
function takeOut(begin: number, end: number): [string, Mark][] {
  const count = end - begin + 1;
  const before = (place: number) => Math.max(0, Math.min(place, end + 1) - begin);
  const whole = [...marks].filter(([, { first, last }]) => begin <= first && last <= end);
  for (const [name] of whole) marks.delete(name);
  for (const mark of marks.values()) {
    mark.first -= before(mark.first);
    mark.last -= before(mark.last + 1);
  }
  size -= count;
  return whole;
}

function carry(begin: number, end: number, place: number): void {
  const carried = takeOut(begin, end);
  const count = end - begin + 1;
  const target = place > end ? place - count : place;
  putIn(target, count);
  for (const [name, mark] of carried) {
    marks.set(name, { ...mark, first: mark.first - begin + target, last: mark.last - begin + target });
  }
}

function under(place: number): string {
  return [...marks]
    .filter(([, { first, last }]) => first <= place && place <= last)
    .sort(([a, x], [b, y]) => x.first - y.first || y.last - x.last || (a < b ? -1 : 1))
    .map(([name]) => name)
    .join(" ");
}

function covered(): number {
  let count = 0;
  let reached = 0;
  for (const { first, last } of [...marks.values()].sort((x, y) => x.first - y.first)) {
    if (last <= reached) continue;
    count += last - Math.max(first - 1, reached);
    reached = last;
  }
  return count;
}

const isRange = (a: number, b: number) => 1 <= a && a <= b && b <= size;
const isGap = (place: number) => 1 <= place && place <= size + 1;

function answer(command: string, words: string[]): string | undefined {
  const [a, b, c] = words.map(Number);
  switch (command) {
    case "mark": {
      const [name, first, last] = [words[0], Number(words[1]), Number(words[2])];
      if (!isRange(first, last)) return "wrong";
      marks.set(name, { first, last, sticky: words[3] === "sticky" });
      return;
    }
    case "type":
      if (!isGap(a)) return "wrong";
      return putIn(a, b) as undefined;
    case "erase":
      if (!isRange(a, b)) return "wrong";
      takeOut(a, b);
      return;
    case "carry":
      if (!isRange(a, b) || !isGap(c) || (a < c && c <= b)) return "wrong";
      return carry(a, b, c) as undefined;
    case "where": {
      const mark = marks.get(words[0]);
      return mark ? `${mark.first} ${mark.last}` : "gone";
    }
    case "under":
      return isRange(a, a) ? under(a) || "bare" : "wrong";
    default:
      return `${size} ${covered()}`;
  }
}

const output: string[] = [];
for (const line of lines.slice(1)) {
  const [command, ...words] = line.split(" ");
  const text = answer(command, words);
  if (text !== undefined) output.push(text + "\n");
}
process.stdout.write(output.join(""));
