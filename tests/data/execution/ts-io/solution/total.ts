import * as readline from "node:readline";

enum Column { Name, Price, Count }

class Total {
  constructor(private sum: number = 0) {}
  add(line: string): void {
    const fields = line.trim().split(/\s+/);
    if (fields[Column.Name] === "" || fields[Column.Name].startsWith("#")) return;
    this.sum += Number(fields[Column.Price]) * Number(fields[Column.Count]);
  }
  get value(): number {
    return this.sum;
  }
}

const total = new Total();
for await (const line of readline.createInterface({ input: process.stdin })) total.add(line);
console.log(total.value);
