export class ServerSentEvents {
  constructor() {
    this.done = Promise.resolve();
  }

  addEventListener() {}

  removeEventListener() {}

  close() {}
}
