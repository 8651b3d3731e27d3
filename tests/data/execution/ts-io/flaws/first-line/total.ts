const [, price, count]: string[] = require("fs").readFileSync(0, "utf8").split(/\s+/);
console.log(Number(price) + Number(count));
