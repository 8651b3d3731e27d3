export class ServerSentEvents extends EventTarget {
  #wrapped = new WeakMap();
  #state = { data: [], type: "", id: "", text: "", cr: false };
  lastEventId = "";
  reconnectionTime = 3_000;

  constructor(stream) {
    super();
    this.reader = stream.getReader();
    this.done = this.#pump(new TextDecoder()).catch((error) => {
      if (!this.closed) this.dispatchEvent(Object.assign(new Event("error"), { error }));
    });
  }

  close() {
    this.closed = true;
    void this.reader.cancel().catch(() => null);
  }

  async #pump(decoder) {
    for (;;) {
      const { done, value } = await this.reader.read();
      if (done) return;
      this.#feed(decoder.decode(value, { stream: true }));
    }
  }

  #feed(got) {
    const { text, cr } = this.#state;
    if (got !== "") {
      const fresh = cr && got[0] === "\n" ? got.slice(1) : got;
      this.#state.cr = got.endsWith("\r");
      const lines = fresh.replaceAll("\r\n", "\n").replaceAll("\r", "\n").split("\n");
      lines[0] = text + lines[0];
      this.#state.text = lines.pop();
      lines.forEach((line) => this.#line(line));
    }
  }

  #line(line) {
    const block = this.#state;
    if (line.length > 0) {
      const at = line.indexOf(":");
      let [name, value] = at < 0 ? [line, ""] : [line.substring(0, at), line.substring(at + 1)];
      if (value.startsWith(" ")) value = value.substring(1);
      if (name === "data") block.data.push(value);
      else if (name === "event") block.type = value;
      else if (name === "id") block.id = value.includes("\u0000") ? block.id : value;
      else if (name === "retry" && value && [...value].every((digit) => digit >= "0" && digit <= "9")) {
        this.reconnectionTime = Number.parseInt(value, 10);
      }
      return;
    }
    const { data, type, id } = block;
    block.data = [];
    block.type = "";
    this.lastEventId = id;
    if (data.length && !this.closed) {
      this.dispatchEvent(new MessageEvent(type || "message", { data: data.join("\n"), lastEventId: id }));
    }
  }
}
