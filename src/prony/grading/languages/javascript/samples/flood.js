const { writeSync } = require("node:fs");
while (true) writeSync(1, "x".repeat(1000) + "\n");
