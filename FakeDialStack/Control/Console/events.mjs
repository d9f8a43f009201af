const patience = 1000;

/**
 * Reads the stream of events for as long as the page is there, and comes back to it where it broke off. `EventSource` cannot
 * show a control token, so it is read by hand.
 */
export class Events {
  #api;
  #told;
  #lastId = null;

  /**
   * @param {import('./api.mjs').Api} api
   * @param {{ entries(entries: object[]): void, gap(): void, state(live: boolean, refused: Error | null): void }} told
   */
  constructor(api, told) {
    this.#api = api;
    this.#told = told;
  }

  async follow() {
    for (;;) {
      let refused = null;
      try {
        await this.#read();
      } catch (thrown) {
        refused = thrown;
      }
      this.#told.state(false, refused);
      if (refused?.status === 401) {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, patience));
    }
  }

  async #read() {
    const answer = await this.#api.open('events', this.#lastId === null ? {} : { 'Last-Event-ID': this.#lastId });
    this.#told.state(true, null);
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      const blocks = (rest + value).split('\n\n');
      rest = blocks.pop();
      this.#take(blocks.map(fieldsOf));
    }
  }

  #take(events) {
    let entries = [];
    for (const { id, event, data } of events) {
      this.#lastId = id ?? this.#lastId;
      if (event === 'entry') {
        entries.push(JSON.parse(data));
      } else if (event === 'gap') {
        this.#told.gap();
        entries = [];
      }
    }
    if (entries.length > 0) {
      this.#told.entries(entries);
    }
  }
}

function fieldsOf(block) {
  return Object.fromEntries(block.split('\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon), line.slice(colon + 1).trimStart()];
  }));
}
