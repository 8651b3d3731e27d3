const { readFileSync } = require("node:fs");

const CLEANING = 7;
const OVER = new Set(["passed", "failed", "skipped", "cancelled"]);

const list = (text) => (text === "-" ? [] : text.split(","));

const lines = readFileSync(0, "utf8").split("\n").filter(Boolean).map((line) => line.split(" "));
const runners = Number(lines[0][1]);
const definitions = lines
  .filter(([command]) => command === "job")
  .map(([, name, length, when, needs, soft]) => ({ name, length: Number(length), when, needs: list(needs), soft: soft !== undefined }));
const pushes = lines
  .filter(([command]) => command === "push")
  .map(([, time, branch, failing]) => ({ time: Number(time), branch, failing: list(failing) }));

function newPipeline({ branch, failing }) {
  const jobs = definitions.map((job) => ({ ...job, fails: failing.includes(job.name), state: "waiting", times: [] }));
  for (const job of jobs) job.needs = job.needs.map((name) => jobs.find((other) => other.name === name));
  return { branch, jobs };
}

const broken = (job) => job.state === "failed" && !job.soft;
const fine = (job) => job.state === "passed" || (job.state === "failed" && job.soft);

function shallRun(job) {
  if (job.when === "success") return job.needs.every(fine);
  return job.when === "always" || job.needs.some(broken);
}

function decide(pipeline, time) {
  const ready = (job) => job.state === "waiting" && job.needs.every((need) => OVER.has(need.state));
  for (let job; (job = pipeline.jobs.find(ready)); ) {
    if (shallRun(job)) {
      job.state = "queued";
    } else {
      job.state = "skipped";
      job.times.push(time);
    }
  }
}

function cancel(pipeline, time) {
  for (const job of pipeline.jobs) {
    if ((job.state === "waiting" || job.state === "queued") && job.when !== "always") {
      job.state = "cancelled";
      job.times.push(time);
    }
  }
}

const pipelines = [];
const times = new Set(pushes.map((push) => push.time));
let running = [];
let occupied = [];
let worked = 0;

while (times.size > 0) {
  const time = Math.min(...times);
  times.delete(time);
  for (const job of running.filter((job) => job.times[0] + job.length === time)) {
    job.state = job.fails ? "failed" : "passed";
    job.times.push(time);
  }
  running = running.filter((job) => job.state === "running");
  while (pushes.length > 0 && pushes[0].time === time) {
    const push = pushes.shift();
    for (const pipeline of pipelines) if (pipeline.branch === push.branch) cancel(pipeline, time);
    pipelines.push(newPipeline(push));
  }
  for (const pipeline of pipelines) decide(pipeline, time);
  occupied = occupied.filter((end) => end > time);
  const turns = [
    ...pipelines.filter((pipeline) => pipeline.branch === "main"),
    ...pipelines.filter((pipeline) => pipeline.branch !== "main"),
  ];
  const queue = turns.flatMap((pipeline) => pipeline.jobs.filter((job) => job.state === "queued"));
  for (const job of queue.slice(0, runners - occupied.length)) {
    const end = time + job.length;
    job.state = "running";
    job.times.push(time);
    running.push(job);
    worked += job.length;
    occupied.push(end + CLEANING);
    times.add(end).add(end + CLEANING);
  }
}

const output = [];
pipelines.forEach(({ branch, jobs }, at) => {
  const cancelled = jobs.some((job) => job.state === "cancelled");
  const result = cancelled ? "cancelled" : jobs.some(broken) ? "failed" : "passed";
  output.push([at + 1, branch, result, Math.max(...jobs.map((job) => job.times.at(-1)))]);
  for (const job of jobs) output.push([job.name, job.state, ...job.times]);
});
output.push(["worked", worked]);
console.log(output.map((row) => row.join(" ")).join("\n"));
