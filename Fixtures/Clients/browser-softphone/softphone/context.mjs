/** A one-shot timer that never fires after it was cancelled. */
class Timer {
  #handle;
  isArmed = true;

  constructor(delay, action) {
    this.#handle = setTimeout(() => {
      this.isArmed = false;
      action();
    }, Math.max(0, delay));
  }

  cancel() {
    this.isArmed = false;
    clearTimeout(this.#handle);
  }
}

/** What every part of one life of the client stands on: clock, chance, timers, storage, and the way to the app. */
export class Context {
  #tell;
  #timers = new Set();
  #requests = 0;

  /** How far the device's clock is off, in milliseconds. */
  clockShift = 0;

  /** True once this life is over: what is still under way has no effect any more. */
  isOver = false;

  /**
   * @param {object} options what the softphone was built from
   * @param {(event: string, args: object) => void} tell the way to the app
   */
  constructor(options, tell) {
    this.options = options;
    this.storage = options.storage;
    this.chance = options.chance;
    this.#tell = tell;
  }

  /** The time by the device's clock, in milliseconds since 1970. */
  get now() {
    return Date.now() + this.clockShift;
  }

  /** Arms a timer of this life. */
  after(delay, action) {
    const timer = new Timer(delay, () => {
      this.#timers.delete(timer);
      action();
    });
    this.#timers.add(timer);
    return timer;
  }

  /** Tells the app something; nothing once this life is over. */
  tell(event, args = {}) {
    if (!this.isOver) {
      this.#tell(event, args);
    }
  }

  /** Reports something that went wrong to the app. */
  tellError(code, message, { callId = null, fatal = false } = {}) {
    this.tell('error', {
      code,
      message,
      ...(fatal ? { fatal } : {}),
      ...(callId === null ? {} : { call_id: callId }),
    });
  }

  /** A line of the log: what the app need not act on. */
  log(level, text) {
    this.tell('log', { level, text });
  }

  /** A `req_id` not used before. */
  nextReqId() {
    this.#requests += 1;
    return `req_${this.#requests}`;
  }

  /** Ends this life: no timer fires and nothing is told any more. */
  kill() {
    this.isOver = true;
    for (const timer of this.#timers) {
      timer.cancel();
    }
    this.#timers.clear();
  }
}
