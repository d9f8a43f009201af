import { limits } from './limits.mjs';

/** The requests whose errors may still come, by `req_id` (ERR-03). */
export class RequestLog {
  #sent = new Map();

  /** Notes what a request was for. */
  note(reqId, call, kind) {
    if (this.#sent.size === limits.memory) {
      this.#sent.delete(this.#sent.keys().next().value);
    }
    this.#sent.set(reqId, { call, kind });
  }

  /** What the request was for; null when nobody asked. */
  find(reqId) {
    return this.#sent.get(reqId) ?? null;
  }
}
