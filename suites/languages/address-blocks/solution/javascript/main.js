import { readFileSync } from "node:fs";

const rules = []; // of each: begin, end (the address behind the last), allows; or null

// Addresses are plain numbers: bit operations would cut them to 32 bits with a sign.
const numberOf = (text) => text.split(".").reduce((value, part) => value * 256 + Number(part), 0);
const addressOf = (value) => [24, 16, 8, 0].map((shift) => Math.floor(value / 2 ** shift) % 256).join(".");

function parse(text) {
  if (text.includes("-")) {
    const [first, last] = text.split("-").map(numberOf);
    return [first, last + 1];
  }
  const [address, bits = 32] = text.split("/");
  const size = 2 ** (32 - Number(bits));
  const begin = Math.floor(numberOf(address) / size) * size;
  return [begin, begin + size];
}

function allowed() {
  const alive = rules.filter((rule) => rule);
  const borders = [...new Set(alive.flatMap(({ begin, end }) => [begin, end]))].sort((a, b) => a - b);
  const index = new Map(borders.map((border, at) => [border, at]));
  const states = new Array(borders.length).fill(false);
  for (const { begin, end, allows } of alive) states.fill(allows, index.get(begin), index.get(end));
  const runs = [];
  states.forEach((allows, at) => {
    if (!allows) return;
    if (runs.length && runs.at(-1)[1] === borders[at]) runs.at(-1)[1] = borders[at + 1];
    else runs.push([borders[at], borders[at + 1]]);
  });
  return runs;
}

function* blocks() {
  for (let [begin, end] of allowed()) {
    while (begin < end) {
      let length = 0;
      while (begin % 2 ** (32 - length) !== 0 || 2 ** (32 - length) > end - begin) length++;
      yield [begin, length];
      begin += 2 ** (32 - length);
    }
  }
}

function drop(number) {
  if (!rules[number - 1]) return ["unknown"];
  rules[number - 1] = null;
  return [];
}

function test(address) {
  const at = rules.findLastIndex((rule) => rule && rule.begin <= address && address < rule.end);
  return [`${rules[at]?.allows ? "allowed" : "denied"} ${at + 1}`];
}

function count([first, behind]) {
  let total = 0;
  for (const [begin, end] of allowed()) total += Math.max(0, Math.min(end, behind) - Math.max(begin, first));
  return [total];
}

function list() {
  const lines = [...blocks()].map(([begin, length]) => `${addressOf(begin)}/${length}`);
  return lines.length ? lines : ["nobody"];
}

function find(wanted) {
  for (const [begin, length] of blocks()) {
    if (length <= wanted) return [`${addressOf(begin)}/${wanted}`];
  }
  return ["nobody"];
}

function answer(command, word) {
  switch (command) {
    case "drop":
      return drop(Number(word));
    case "test":
      return test(numberOf(word));
    case "count":
      return count(parse(word));
    case "list":
      return list();
    case "find":
      return find(Number(word));
    default: {
      const [begin, end] = parse(word);
      rules.push({ begin, end, allows: command === "allow" });
      return [];
    }
  }
}

const lines = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
process.stdout.write(lines.flatMap((line) => answer(...line.split(" "))).map((text) => text + "\n").join(""));
