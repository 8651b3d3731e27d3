import { readFileSync } from "node:fs";

const TAB = 6;

class Item {
  children = 0;
  tasks = 0;
  done = 0;

  constructor(
    readonly width: number,
    readonly label: string,
    readonly text: string,
  ) {}

  toString(): string {
    if (!this.tasks) return `${this.label} ${this.text}`;
    const ready = this.text.startsWith("[ ]") && this.done === this.tasks ? " ready" : "";
    return `${this.label} ${this.text} (${this.done}/${this.tasks})${ready}`;
  }
}

function joined(lines: string[]): [number, string][] {
  const result: [number, string][] = [];
  let goesOn = false;
  lines.forEach((line, i) => {
    if (goesOn) result[result.length - 1][1] += line.replace(/^[ \t]+/, "");
    else result.push([i + 1, line]);
    const last = result[result.length - 1];
    goesOn = last[1].endsWith("\\");
    if (goesOn) last[1] = last[1].slice(0, -1);
  });
  return result;
}

function widthOf(indentation: string): number {
  let width = 0;
  for (const character of indentation) width += character === " " ? 1 : TAB - (width % TAB);
  return width;
}

const root = new Item(-1, "", "");
let path = [root];
const items: Item[] = [];
const wrong: number[] = [];
for (const [number, line] of joined(readFileSync(0, "utf8").split("\n").slice(0, -1))) {
  const [, indentation, text] = /^([ \t]*)(.*?)[ \t]*$/.exec(line)!;
  if (!text || text.startsWith("#")) continue;
  const width = widthOf(indentation);
  if (width <= path[path.length - 1].width) {
    const depth = path.findIndex((item) => item.width === width);
    if (depth < 0) {
      wrong.push(number);
      continue;
    }
    path = path.slice(0, depth);
  }
  const parent = path[path.length - 1];
  parent.children++;
  const item = new Item(width, (parent.label && `${parent.label}.`) + parent.children, text);
  if (/^\[[ x]\]/.test(text)) {
    for (const above of path) {
      above.tasks++;
      if (text[1] === "x") above.done++;
    }
  }
  path.push(item);
  items.push(item);
}
const out = items.map(String);
out.push(`tasks ${root.done}/${root.tasks}`);
if (wrong.length) out.push(["wrong", ...wrong].join(" "));
console.log(out.join("\n"));
