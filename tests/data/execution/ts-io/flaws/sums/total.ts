import { readFileSync } from "fs";

const lines: string[] = readFileSync(0, "utf8").split("\n").filter((line) => line !== "");
console.log(lines.map((line) => line.split(" ")).reduce((sum, [, p, c]) => sum + +p! * +c!, 0) || "nothing");
