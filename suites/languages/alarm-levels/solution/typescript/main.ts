import { readFileSync } from "node:fs";

const HOT = 85;
const COOL = 70;
const SILENCE = 90;
const REMINDER = 600;

type State = "calm" | "raised" | "seen";

class Alarm {
  state: State = "calm";
  timesRaised = 0;
  private hot = 0;
  private cool = 0;
  private readAt: number | null = null;
  private began = 0;
  private since = 0;
  private finished = 0;

  confirm(time: number): string {
    return this.state === "raised" ? this.change(time, "seen") : "refused";
  }

  read(time: number, value: number): string | null {
    if (this.readAt !== null && time - this.readAt > SILENCE) {
      this.hot = 0;
      this.cool = 0;
    }
    this.readAt = time;
    this.hot = value > HOT ? this.hot + 1 : 0;
    this.cool = value < COOL ? this.cool + 1 : 0;
    if (this.state === "calm") {
      return this.hot >= 3 ? this.change(time, "raised") : null;
    }
    if (this.cool >= 4) {
      return this.change(time, "calm");
    }
    if (this.state === "seen" && this.hot > 0 && time >= this.since + REMINDER) {
      return this.change(time, "raised");
    }
    return null;
  }

  seconds(now: number): number {
    return this.state === "calm" ? this.finished : this.finished + now - this.began;
  }

  private change(time: number, state: State): State {
    if (this.state === "calm") this.began = time;
    if (state === "calm") this.finished += time - this.began;
    if (state === "raised") this.timesRaised++;
    this.state = state;
    this.since = time;
    return state;
  }
}

const alarms = new Map<string, Alarm>();
const output: string[] = [];
let now = 0;
for (const line of readFileSync(0, "utf8").split("\n")) {
  if (line === "") continue;
  const [time, name, what] = line.split(" ");
  now = Number(time);
  let alarm = alarms.get(name);
  if (!alarm) alarms.set(name, (alarm = new Alarm()));
  const answer = what === "seen" ? alarm.confirm(now) : alarm.read(now, Number(what));
  if (answer) output.push(`${now} ${name} ${answer}\n`);
}
for (const name of [...alarms.keys()].sort()) {
  const alarm = alarms.get(name)!;
  output.push(`${name} ${alarm.state} ${alarm.timesRaised} ${alarm.seconds(now)}\n`);
}
process.stdout.write(output.join(""));
