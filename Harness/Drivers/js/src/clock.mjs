import FakeTimers from '@sinonjs/fake-timers';
import { bound } from './current-client.mjs';
import { complain } from './report.mjs';

// Milliseconds by which a moment may miss a timer after its way through another clock's units.
const ROUNDING = 0.01;

const FAKED = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'];

/** Whoever arms a timer from here is the transport under the client, whose time is real. */
const TRANSPORT = /node:internal\/|[\\/]node_modules[\\/](ws|undici)[\\/]/;

/** The client's clock of one scenario: it stands still until it is moved, and fires one timer at a time. */
export class VirtualClock {
  #clock;
  #undo;

  /** @param {number} now milliseconds since 1970; may have a fraction */
  constructor(now) {
    this.#clock = FakeTimers.install({ now: Math.floor(now), toFake: FAKED, shouldClearNativeTimers: true });
    this.#clock.now = now;
    // Fractions stay in the clock, so that timers are due exactly when the harness expects them. Apps see whole milliseconds.
    const clock = this.#clock;
    Date.now = () => Math.floor(clock.now);
    this.#undo = [fakeSignalTimeout(), routeTransportTimers()];
  }

  /** When the earliest timer is due; null for none. */
  get next() {
    return this.#earliest()?.callAt ?? null;
  }

  /** Moves on without firing anything. */
  moveTo(now) {
    this.#clock.now = Math.max(this.#clock.now, now);
  }

  /** Moves on and fires the earliest timer that is due by then, alone. */
  fireOne(to) {
    const timer = this.#earliest();
    if (!timer || timer.callAt > to + ROUNDING) {
      this.moveTo(to);
      return;
    }
    // The library would set the clock to the timer's own time; it is the harness that says what time it is.
    timer.callAt = Math.max(to, this.#clock.now);
    try {
      this.#clock.next();
    } catch (thrown) {
      complain('a timer of the client threw', thrown);
    }
  }

  /** Gives the process its own clock back. Timers that are still armed never fire. */
  uninstall() {
    this.#undo.reverse().forEach((undo) => undo());
    this.#clock.uninstall();
  }

  #earliest() {
    let earliest = null;
    for (const timer of this.#clock.timers?.values() ?? []) {
      if (!earliest || timer.callAt < earliest.callAt || (timer.callAt === earliest.callAt && timer.order < earliest.order)) {
        earliest = timer;
      }
    }
    return earliest;
  }
}

// The library leaves AbortSignal.timeout alone, and Node's counts real time.
function fakeSignalTimeout() {
  const own = Object.getOwnPropertyDescriptor(AbortSignal, 'timeout');
  const timeout = (milliseconds) => {
    const controller = new AbortController();
    const late = () => controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    setTimeout(late, milliseconds);
    return controller.signal;
  };
  Object.defineProperty(AbortSignal, 'timeout', { ...own, value: timeout });
  return () => Object.defineProperty(AbortSignal, 'timeout', own);
}

// fetch and ws arm time-outs of their own through the globals: faked, they would make the clock jump to times that nobody meant.
function routeTransportTimers() {
  const faked = { setTimeout: globalThis.setTimeout, setInterval: globalThis.setInterval };
  for (const [name, fake] of Object.entries(faked)) {
    const route = (callback, ...args) => isTransport(route)
      ? REAL[name](callback, ...args)
      : fake(typeof callback === 'function' ? bound(callback) : callback, ...args);
    globalThis[name] = route;
  }
  return () => Object.assign(globalThis, faked);
}

const REAL = { setTimeout, setInterval };

function isTransport(below) {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 1;
  const caller = {};
  Error.captureStackTrace(caller, below);
  Error.stackTraceLimit = stackTraceLimit;
  return TRANSPORT.test(caller.stack);
}
