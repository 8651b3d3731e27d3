import { writeSync } from "node:fs";

const line: string = "x".repeat(1000) + "\n";
for (;;) writeSync(1, line);
