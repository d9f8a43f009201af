/** The wait for any message after a probe (CONN-11). There is one at a time (CONN-12). */
export class SignOfLife {
  #context;
  #limit = null;
  #alive = [];

  constructor(context) {
    this.#context = context;
  }

  /** Begins a wait; false when one is under way already, which then serves both. */
  await(limit, silent, alive) {
    if (alive) {
      this.#alive.push(alive);
    }
    if (this.#limit?.isArmed) {
      return false;
    }
    this.#limit = this.#context.after(limit, silent);
    return true;
  }

  /** A message came. */
  heard() {
    if (this.#limit?.isArmed) {
      this.#limit.cancel();
      const alive = this.#alive;
      this.#alive = [];
      alive.forEach((tell) => tell());
    }
  }

  stop() {
    this.#limit?.cancel();
    this.#alive = [];
  }
}
