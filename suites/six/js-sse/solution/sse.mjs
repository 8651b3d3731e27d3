/** A client for server-sent events: reads a stream of bytes and calls listeners. */
export class ServerSentEvents {
  lastEventId = "";
  reconnectionTime = 3000;
  done;

  #listeners = new Map();
  #reader;
  #closed = false;

  /** The pieces of the line that has begun, and whether the character before them was a CR. */
  #pieces = [];
  #afterReturn = false;

  /** The block that has begun. */
  #data = [];
  #type = "";
  #id = "";

  constructor(stream) {
    this.#reader = stream.getReader();
    this.done = this.#read();
  }

  addEventListener(type, listener) {
    if (!this.#listeners.has(type)) this.#listeners.set(type, new Set());
    this.#listeners.get(type).add(listener);
  }

  removeEventListener(type, listener) {
    this.#listeners.get(type)?.delete(listener);
  }

  close() {
    this.#closed = true;
    this.#reader.cancel().catch(() => {});
  }

  async #read() {
    const decoder = new TextDecoder();
    try {
      for (;;) {
        const { done, value } = await this.#reader.read();
        if (done) return;
        this.#take(decoder.decode(value, { stream: true }));
      }
    } catch (error) {
      this.#emit({ type: "error", error });
    }
  }

  /** Find the ends of lines in the next piece of text. */
  #take(text) {
    let start = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text[at];
      const isSecondHalf = character === "\n" && this.#afterReturn;
      this.#afterReturn = character === "\r";
      if (character !== "\n" && character !== "\r") continue;
      if (!isSecondHalf) {
        this.#pieces.push(text.slice(start, at));
        const line = this.#pieces.join("");
        this.#pieces = [];
        this.#readLine(line);
      }
      start = at + 1;
    }
    this.#pieces.push(text.slice(start));
  }

  #readLine(line) {
    if (line === "") return this.#dispatch();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "data") this.#data.push(value);
    if (field === "event") this.#type = value;
    if (field === "id" && !value.includes("\0")) this.#id = value;
    if (field === "retry" && /^[0-9]+$/.test(value)) this.reconnectionTime = Number(value);
  }

  /** End a block. */
  #dispatch() {
    const [type, data] = [this.#type || "message", this.#data];
    [this.#type, this.#data] = ["", []];
    this.lastEventId = this.#id;
    if (data.length > 0) this.#emit({ type, data: data.join("\n"), lastEventId: this.#id });
  }

  #emit(event) {
    if (this.#closed) return;
    for (const listener of [...(this.#listeners.get(event.type) ?? [])]) {
      try {
        listener(event);
      } catch {
        // It is the listener's trouble alone.
      }
    }
  }
}
