import { readFileSync } from "node:fs";

const STEPS = [1, 10, 50, 100];
const STEP_S = 600;
const LONGER_S = 300;
const LEAST_REQUESTS = 40;
const MOST_BAD_PERCENT = 3;
const ALARM = 25;

const output = [];
const known = new Set();
let rollout = null;

function say(time, ...words) {
  output.push(`${time} ${rollout.name} ${words.join(" ")}\n`);
}

function finish(time, word) {
  say(time, word);
  rollout = null;
}

function beginStep(time, step) {
  if (step === STEPS.length) return finish(time, "finished");
  Object.assign(rollout, { step, end: time + STEP_S, good: 0, bad: 0, timesLonger: 0 });
  say(time, "at", STEPS[step]);
}

function tooManyBad({ good, bad }) {
  return bad * 100 > (good + bad) * MOST_BAD_PERCENT;
}

function endStep() {
  const time = rollout.end;
  if (rollout.good + rollout.bad < LEAST_REQUESTS) {
    if (rollout.timesLonger === 2) return finish(time, "revoked");
    rollout.timesLonger++;
    rollout.end += LONGER_S;
    say(time, "longer");
  } else if (tooManyBad(rollout)) {
    finish(time, "revoked");
  } else {
    beginStep(time, rollout.step + 1);
  }
}

const commands = {
  start(time, name) {
    if (rollout || known.has(name)) return false;
    known.add(name);
    rollout = { name, pausedAt: null };
    beginStep(time, 0);
    return true;
  },
  report(time, good, bad) {
    if (!rollout) return false;
    rollout.good += Number(good);
    rollout.bad += Number(bad);
    if (rollout.bad >= ALARM && tooManyBad(rollout)) finish(time, "revoked");
    return true;
  },
  pause(time) {
    if (!rollout || rollout.pausedAt !== null) return false;
    rollout.pausedAt = time;
    return true;
  },
  resume(time) {
    if (!rollout || rollout.pausedAt === null) return false;
    rollout.end += time - rollout.pausedAt;
    rollout.pausedAt = null;
    return true;
  },
  cancel(time) {
    if (!rollout) return false;
    finish(time, "revoked");
    return true;
  },
};

for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const [when, command, ...words] = line.split(" ");
  const time = Number(when);
  while (rollout && rollout.pausedAt === null && rollout.end <= time) endStep();
  if (!commands[command](time, ...words)) output.push(`${time} refused\n`);
}
process.stdout.write(output.join(""));
