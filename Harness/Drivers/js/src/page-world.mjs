// Time that a client gets to come down; a page cannot break its sockets for it.
const FAREWELL = 1000;

/** A page as the place where clients live: the real clock, and the page's own sockets and media. */
export class PageWorld {
  capabilities = [];

  methods = {};

  enter({ clock }) {
    if (clock) {
      throw new Error('a page has no virtual clock: run the scenarios under the real one');
    }
    return {};
  }

  within(_place, run) {
    return run();
  }

  /** Long enough to hear that the button does not exist, and no longer. */
  async rest() {
    await new Promise((resolve) => setTimeout(resolve, 0));
    return null;
  }

  async bounded(_place, promise) {
    await Promise.race([promise, new Promise((resolve) => setTimeout(resolve, FAREWELL))]);
  }

  sever() {
    // The client's own dispose does it.
  }

  async leave() {
    // Nothing was taken.
  }

  fetchToken(_place, ask) {
    return ask();
  }
}
