// Replay a stream to the class of sse.mjs and tell what came of it. The answer is tried through it; it stays as it is.

import { readFileSync } from "node:fs";

import { ServerSentEvents } from "./sse.mjs";

const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const isPromise = (value) => typeof value?.then === "function";

/** A text, or of a long one its length and its ends. */
function short(text) {
  if (typeof text !== "string" || text.length <= 10_000) return text;
  return [text.length, text.slice(0, 10), text.slice(-10)];
}

/**
 * Give chunks to a client, one whenever it reads, and log every call of a listener.
 *
 * chunks: pairs of bytes and how often they come. acts: what is done right after the client was made:
 * ["on", type, name, what the listener does], ["off", type, name], ["close"], ["call", method].
 * end: what comes behind the last chunk: "close", "error", or "open" for nothing. pause: ms before each chunk but the
 * first. patience: ms to wait for what may never come.
 */
export async function replay(chunks, acts, { end = "close", pause = 0, patience = 3000 } = {}) {
  const log = [];
  const listeners = new Map();
  const queue = chunks.flatMap(([bytes, times]) => Array(times).fill(bytes));
  let given = 0;
  let cancelled = false;
  let reachEnd;
  const atEnd = new Promise((resolve) => (reachEnd = resolve));
  const stream = new ReadableStream(
    {
      async pull(controller) {
        if (pause > 0 && given > 0) await sleep(pause);
        if (given < queue.length) return controller.enqueue(queue[given++].slice());
        reachEnd();
        if (end === "close") controller.close();
        else if (end === "error") controller.error(new Error("broken"));
        else await new Promise(() => {});
      },
      cancel() {
        cancelled = true;
        reachEnd();
      },
    },
    { highWaterMark: 0 },
  );
  const client = new ServerSentEvents(stream);
  let called;
  const does = {
    throw() {
      throw new Error("a listener of the tests threw this");
    },
    close: () => client.close(),
    remove: (type, name) => client.removeEventListener(type, listeners.get(name)),
  };
  for (const [act, type, name, deed] of acts) {
    if (act === "close") client.close();
    else if (act === "call") called = client[type]();
    else if (act === "off") client.removeEventListener(type, listeners.get(name));
    else {
      if (!listeners.has(name)) {
        listeners.set(name, (event) => {
          const { type, data, lastEventId, error } = event;
          const seen = { id: client.lastEventId, wait: client.reconnectionTime, given };
          log.push({ name, type, data: short(data), lastEventId, error: error?.message, ...seen });
          does[deed]?.(type, name);
        });
      }
      client.addEventListener(type, listeners.get(name));
    }
  }
  await Promise.race([atEnd, sleep(patience)]);
  const done = [client.done, called].find(isPromise);
  let state = "absent";
  if (done) {
    const settled = done.then(() => "fulfilled", () => "rejected");
    state = await Promise.race([settled, sleep(patience).then(() => "pending")]);
  }
  for (let before = -1; before < log.length; await sleep(done ? 1 : 20)) before = log.length;
  return { log, done: state, given, cancelled, id: client.lastEventId, wait: client.reconnectionTime };
}

/** The text of the answer, of which its size is told. */
export const source = () => readFileSync(new URL("./sse.mjs", import.meta.url), "utf8");
