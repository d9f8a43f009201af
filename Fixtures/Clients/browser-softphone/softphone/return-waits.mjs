import { Backoff } from './backoff.mjs';
import { ErrorCode } from './error-codes.mjs';
import { limits } from './limits.mjs';

/** How long the client stays away before it comes back (B.8, SESS-02). */
export class ReturnWaits {
  #context;
  #usual;
  #crowded;
  #connectedAt = -Infinity;

  constructor(context) {
    this.#context = context;
    this.#usual = new Backoff(limits.backoffSteps, context.chance);
    this.#crowded = new Backoff(limits.crowdedSteps, context.chance);
  }

  /** The wait before the next attempt. */
  next() {
    return this.#usual.next();
  }

  /** The wait after a fatal error. */
  nextAfter(code) {
    if (code !== ErrorCode.sessionLimit) {
      return this.#usual.next();
    }
    if (this.#context.now - this.#connectedAt >= limits.calmAfter) {
      this.#crowded.reset();
    }
    return this.#crowded.next();
  }

  /** Only this resets the backoff; an open socket does not (RECON-04). */
  authenticated() {
    this.#connectedAt = this.#context.now;
    this.#usual.reset();
  }
}
