const { readFileSync } = require("node:fs");

const LEAD_DAYS = 4;
const MOST_WAITING = 25;

const [head, ...days] = readFileSync(0, "utf8").trim().split("\n");
let [stock, point, pack] = head.split(" ").slice(1).map(Number);
let [waiting, ordered, sold, lost, shortDays] = [0, 0, 0, 0, 0];
const due = new Map();
const output = [];

days.forEach((line, index) => {
  const day = index + 1;
  const arrived = due.get(day) ?? 0;
  stock += arrived;
  ordered -= arrived;
  const wanted = waiting + Number(line);
  const served = Math.min(stock, wanted);
  stock -= served;
  sold += served;
  waiting = Math.min(wanted - served, MOST_WAITING);
  lost += wanted - served - waiting;
  if (waiting > 0) shortDays++;
  let report = `${day} ${stock} ${waiting}`;
  const position = stock + ordered - waiting;
  if (position <= point) {
    const amount = (Math.floor((point - position) / pack) + 1) * pack;
    let arrival = day + LEAD_DAYS;
    if (arrival % 7 === 0) arrival++;
    due.set(arrival, (due.get(arrival) ?? 0) + amount);
    ordered += amount;
    report += ` orders ${amount}`;
  }
  output.push(report);
});
output.push(`total ${sold} ${lost} ${shortDays}`);
console.log(output.join("\n"));
