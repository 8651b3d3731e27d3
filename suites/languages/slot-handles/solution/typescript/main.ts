import { readFileSync } from "node:fs";

const OLDEST = 13;
const RESERVE = 3;

interface Slot {
  generation: number;
  references: number; // 0: no object
  name: string;
}

const slots: Slot[] = [];
const queue: number[] = [];
let fresh = 0;

function grow(count: number): number {
  for (let at = 0; at < count; at++) slots.push({ generation: 0, references: 0, name: "" });
  return slots.length;
}

function create(name: string): string {
  const at = queue.length < RESERVE && fresh < slots.length ? fresh++ : queue.shift();
  if (at === undefined) return "exhausted";
  const slot = slots[at];
  slot.generation++;
  slot.references = 1;
  slot.name = name;
  return `${at + 1}:${slot.generation}`;
}

function access(command: string, handle: string): string {
  const [number, generation] = handle.split(":").map(Number);
  const slot = slots[number - 1];
  if (!slot || generation < 1 || generation > slot.generation) return "bogus";
  if (generation < slot.generation || slot.references === 0) return "stale";
  if (command === "name") return slot.name;

  const before = slot.references;
  slot.references = command === "kill" ? 0 : command === "retain" ? before + 1 : before - 1;
  if (slot.references === 0 && generation < OLDEST) queue.push(number - 1);
  return String(command === "kill" ? before : slot.references);
}

function census(): string {
  const used = slots.filter(({ references }) => references > 0).length;
  return [used, queue.length, slots.length - fresh, fresh - used - queue.length].join(" ");
}

function all(name: string): string {
  const handles = slots.flatMap((slot, at) =>
    slot.references > 0 && slot.name === name ? [`${at + 1}:${slot.generation}`] : [],
  );
  return handles.join(" ") || "nobody";
}

function answer(command: string, word: string): string {
  switch (command) {
    case "create":
      return create(word);
    case "grow":
      return String(grow(Number(word)));
    case "census":
      return census();
    case "all":
      return all(word);
    default:
      return access(command, word);
  }
}

const [header, ...lines] = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
grow(Number(header.split(" ")[1]));
const output = lines.map((line) => {
  const [command, word] = line.split(" ");
  return answer(command, word) + "\n";
});
process.stdout.write(output.join(""));
