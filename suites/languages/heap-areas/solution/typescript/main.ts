import { readFileSync } from "node:fs";

const OLD_AGE = 2;
const BULKY_PERCENT = 40;

type Area = "young" | "old";

class Thing {
  area: Area = "young";
  isHeld = true;
  age = 0;
  readonly references = new Set<Thing>();

  constructor(
    readonly name: string,
    readonly size: number,
  ) {}
}

const output: string[] = [];

class Heap {
  // A map keeps the order in which the objects were made.
  readonly things = new Map<string, Thing>();
  private readonly capacity: Record<Area, number>;

  constructor(young: number, old: number) {
    this.capacity = { young, old };
  }

  used(area: Area): number {
    let sum = 0;
    for (const thing of this.things.values()) {
      if (thing.area === area) sum += thing.size;
    }
    return sum;
  }

  add(name: string, size: number): void {
    const area = this.place(size);
    output.push(`${name} ${area ?? "failed"}`);
    if (area === null) return;
    const thing = new Thing(name, size);
    thing.area = area;
    this.things.set(name, thing);
  }

  collect(): void {
    output.push(`full ${this.sweep((thing) => thing.isHeld)}`);
  }

  private fits(size: number, area: Area): boolean {
    return this.used(area) + size <= this.capacity[area];
  }

  private place(size: number): Area | null {
    const isBulky = size * 100 > this.capacity.young * BULKY_PERCENT;
    if (!isBulky) {
      if (!this.fits(size, "young")) this.minor();
      if (this.fits(size, "young")) return "young";
    }
    if (this.fits(size, "old")) return "old";
    this.collect();
    if (!isBulky && this.fits(size, "young")) return "young";
    return this.fits(size, "old") ? "old" : null;
  }

  /** Frees what cannot be got at from the roots; how many objects. */
  private sweep(isRoot: (thing: Thing) => boolean): number {
    const alive = new Set<Thing>([...this.things.values()].filter(isRoot));
    // What is added to a set while it is gone through is gone through, too.
    for (const thing of alive) {
      for (const other of thing.references) alive.add(other);
    }
    const before = this.things.size;
    for (const [name, thing] of this.things) {
      if (!alive.has(thing)) this.things.delete(name);
    }
    return before - this.things.size;
  }

  private minor(): void {
    const freed = this.sweep((thing) => thing.isHeld || thing.area === "old");
    let moved = 0;
    for (const thing of this.things.values()) {
      if (thing.area === "old") continue;
      thing.age++;
      if (thing.age >= OLD_AGE && this.fits(thing.size, "old")) {
        thing.area = "old";
        moved++;
      }
    }
    output.push(`minor ${freed} ${moved}`);
  }
}

const [head, ...lines] = readFileSync(0, "utf8").trim().split("\n");
const [, young, old] = head.split(" ").map(Number);
const heap = new Heap(young, old);
for (const line of lines) {
  const [command, name, last] = line.split(" ");
  if (command === "collect") {
    heap.collect();
  } else if (command === "new") {
    heap.add(name, Number(last));
  } else {
    const thing = heap.things.get(name);
    const other = last === undefined ? thing : heap.things.get(last);
    if (!thing || !other) output.push("gone");
    else if (command === "link") thing.references.add(other);
    else if (command === "unlink") thing.references.delete(other);
    else thing.isHeld = command === "hold";
  }
}
output.push(`end ${heap.used("young")} ${heap.used("old")}`);
for (const thing of heap.things.values()) output.push(`${thing.name} ${thing.area}`);
console.log(output.join("\n"));
