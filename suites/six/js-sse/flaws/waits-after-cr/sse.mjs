export class ServerSentEvents {
  lastEventId = "";
  reconnectionTime = 3000;
  listeners = new Map();
  closed = false;
  data = "";
  type = "";
  id = "";
  rest = "";
  afterCr = false;

  constructor(stream) {
    this.reader = stream.getReader();
    this.done = this.run();
  }

  addEventListener(type, listener) {
    if (!this.listeners.has(type)) this.listeners.set(type, new Set());
    this.listeners.get(type).add(listener);
  }

  removeEventListener(type, listener) {
    this.listeners.get(type)?.delete(listener);
  }

  emit(event) {
    for (const listener of new Set(this.listeners.get(event.type))) {
      try {
        if (!this.closed) listener(event);
      } catch (error) {
        console.error(error);
      }
    }
  }

  close() {
    if (this.closed) return;
    this.closed = true;
    this.reader.cancel().catch(() => {});
  }

  async run() {
    const decoder = new TextDecoder();
    try {
      for (;;) {
        const { done, value } = await this.reader.read();
        if (done || this.closed) break;
        this.feed(decoder.decode(value, { stream: true }));
      }
    } catch (error) {
      if (!this.closed) this.emit({ type: "error", error });
    }
  }

  feed(text) {
    this.rest += text;
    let found;
    while ((found = /^([^\r\n]*)(\r\n|\n|\r(?=[^]))/.exec(this.rest))) {
      this.rest = this.rest.slice(found[0].length);
      this.line(found[1]);
    }
  }

  line(line) {
    if (line === "") {
      this.lastEventId = this.id;
      const event = { type: this.type || "message", data: this.data.slice(0, -1), lastEventId: this.id };
      const some = this.data !== "";
      this.data = this.type = "";
      if (some) this.emit(event);
      return;
    }
    const [, name, value] = /^([^:]*)(?:: ?)?(.*)$/s.exec(line);
    switch (name) {
      case "data":
        this.data += `${value}\n`;
        break;
      case "event":
        this.type = value;
        break;
      case "id":
        if (value.indexOf("\0") === -1) this.id = value;
        break;
      case "retry":
        if (/^\d+$/.test(value)) this.reconnectionTime = parseInt(value, 10);
        break;
    }
  }
}
