/** The ladder of waits between reconnects, with equal jitter: from half the step to the step (B.8, CF-34, RECON-02). */
export class Backoff {
  #steps;
  #chance;
  #next = 0;

  /**
   * @param {readonly number[]} steps in milliseconds; the last one repeats
   * @param {() => number} chance a number in [0, 1)
   */
  constructor(steps, chance) {
    this.#steps = steps;
    this.#chance = chance;
  }

  /** The wait before the next attempt; climbs one step. */
  next() {
    const step = this.#steps[Math.min(this.#next, this.#steps.length - 1)];
    this.#next += 1;
    return step / 2 + (step / 2) * this.#chance();
  }

  /** Back to the first step. */
  reset() {
    this.#next = 0;
  }
}
