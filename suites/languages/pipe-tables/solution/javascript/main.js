import { readFileSync } from "node:fs";

const WIDEST = 37;

function cellsOf(line) {
  const cells = line.trim().slice(1).split(/(?<!\\)\|/);
  if (cells.length > 1 && !cells.at(-1)) cells.pop();
  return cells.map((cell) => cell.trim());
}

function padded(cell, width, left, right) {
  const spare = Math.max(0, width - cell.length);
  const before = right ? (left ? Math.floor(spare / 2) : spare) : 0;
  return " ".repeat(before) + cell + " ".repeat(spare - before);
}

// The printed cells of a column, with its ruler as the second.
function column(mark, cells) {
  const values = cells.slice(1).filter(Boolean);
  const left = mark.startsWith(":");
  const numeric = !left && values.length > 0 && values.every((cell) => /^-?\d+(\.\d+)?$/.test(cell));
  const right = mark.endsWith(":") || numeric;
  const width = Math.max(3, ...cells.map((cell) => cell.length).filter((size) => size <= WIDEST));
  const ruler = (left ? ":" : "-") + "-".repeat(width - 2) + (right ? ":" : "-");
  const printed = cells.map((cell) => padded(cell, width, left, right));
  printed.splice(1, 0, ruler);
  return printed;
}

// The printed lines of a block, or null where it is no table.
function table(block) {
  const [titles, ruler, ...rows] = block.map(cellsOf);
  if (!ruler?.every((cell) => /^:?-+:?$/.test(cell))) return null;
  rows.unshift(titles);
  if (rows.some((row) => row.slice(ruler.length).some(Boolean))) return null;
  const columns = ruler.map((mark, at) => column(mark, rows.map((row) => row[at] ?? "")));
  return block.map((_, line) => `| ${columns.map((cells) => cells[line]).join(" | ")} |`);
}

const lines = readFileSync(0, "utf8").split("\n").slice(0, -1);
const output = [];
let block = [];
let aligned = 0;
let kept = 0;

function endBlock() {
  if (!block.length) return;
  const printed = table(block);
  if (printed) aligned++;
  else kept++;
  output.push(...(printed ?? block));
  block = [];
}

for (const line of lines) {
  if (line.trimStart().startsWith("|")) {
    block.push(line);
  } else {
    endBlock();
    output.push(line);
  }
}
endBlock();
output.push(`aligned ${aligned} kept ${kept}`);
console.log(output.join("\n"));
