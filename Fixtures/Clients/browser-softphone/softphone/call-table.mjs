import { limits } from './limits.mjs';

/** All calls of the client, and the one way they end. */
export class CallTable {
  #context;
  #microphone;
  #calls = [];
  #endedIds = [];

  /** A call has ended. */
  onEnded = () => {};

  constructor(context, microphone) {
    this.#context = context;
    this.#microphone = microphone;
  }

  /** Calls that have not ended, oldest first. */
  get live() {
    return [...this.#calls];
  }

  find(id) {
    return this.#calls.find((call) => call.id === id) ?? null;
  }

  /**
   * The newest call that fits; with an id, that call if it fits.
   * @param {string | null} id
   * @param {(call: import('./call.mjs').Call) => boolean} fits
   */
  newest(id, fits) {
    return this.#calls.findLast((call) => (id === null || call.id === id) && fits(call)) ?? null;
  }

  /** True for an id whose call is over: whatever still comes for it is late (CALL-14, PUSH-05). */
  isOver(id) {
    return this.#endedIds.includes(id);
  }

  add(call) {
    this.#calls.push(call);
  }

  /** Nothing that comes for this id matters any more. */
  forget(id) {
    if (this.#endedIds.length === limits.memory) {
      this.#endedIds.shift();
    }
    this.#endedIds.push(id);
  }

  /** Ends a call, once, and lets go of all that it held (CALL-10). */
  end(call, reason, duration = null) {
    const wasAlerting = call.isAlerting;
    if (!call.apply('ended')) {
      return;
    }
    this.#calls = this.#calls.filter((other) => other !== call);
    call.stopTimers();
    call.peer?.close();
    if (wasAlerting) {
      this.#context.tell('ringback', { state: 'off' });
    }
    if (call.id !== null) {
      this.forget(call.id);
      this.tellEnded(call.id, reason, duration);
    }
    this.releaseMicrophone(call);
    this.onEnded(call);
  }

  /** Ends a call without a word from the server. */
  endLocally(call, reason) {
    const seconds = call.answeredAt === null ? null : Math.max(0, Math.floor((this.#context.now - call.answeredAt) / 1000));
    this.end(call, reason, seconds);
  }

  releaseMicrophone(call) {
    this.#microphone.release(call);
  }

  tellEnded(id, reason, duration) {
    this.#context.tell('ended', { call_id: id, reason, duration_seconds: duration });
  }
}
