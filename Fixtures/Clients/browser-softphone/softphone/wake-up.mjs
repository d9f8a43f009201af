import { EndReason } from './error-codes.mjs';
import { limits } from './limits.mjs';

/**
 * The app side of a wake-up (I.3, K.16): a push announces a call, the client makes sure of its socket, and the
 * `call.incoming` that follows belongs to the push. One call rings once, whoever announced it.
 */
export class WakeUp {
  #context;
  #connection;
  #calls;
  #waiting = [];

  /** A push came to nothing. */
  onMissed = () => {};

  constructor(context, connection, calls) {
    this.#context = context;
    this.#connection = connection;
    this.#calls = calls;
  }

  /** True while a push waits for its call. */
  get isWaiting() {
    return this.#waiting.length > 0;
  }

  /** A push was delivered. */
  push(callId) {
    const isKnown = this.#waiting.some((announced) => announced.callId === callId);
    if (isKnown || this.#calls.find(callId) !== null || this.#calls.isOver(callId)) {
      return;
    }
    const announced = { callId, release: null, isAnswered: false, isDeclined: false };
    announced.window = this.#context.after(limits.pushWindow, () => this.#giveUp(announced));
    this.#waiting.push(announced);
    this.#makeSureOfSocket();
  }

  /** A socket is authenticated, or has shown that it lives: the call must come soon (PUSH-07). */
  socketAlive() {
    for (const announced of this.#waiting) {
      announced.release?.cancel();
      announced.release = this.#context.after(limits.pushRelease, () => this.#giveUp(announced));
    }
  }

  /**
   * The user decides on a call that has not come yet; a decline wins (PUSH-06).
   * @returns {boolean} false when no push waits for the decision
   */
  decide(callId, { answers }) {
    const announced = this.#waiting.findLast((waiting) => callId === null || waiting.callId === callId);
    if (announced === undefined) {
      return false;
    }
    announced.isAnswered ||= answers;
    announced.isDeclined ||= !answers;
    return true;
  }

  /**
   * A call rings: if a push announced it, what the user decided is applied now. A single push adopts a call of another id (PUSH-04).
   * @param {import('./call.mjs').Call} call
   * @param {import('./answer-desk.mjs').AnswerDesk} desk
   */
  arrived(call, desk) {
    const adopting = this.#waiting.length === 1 ? this.#waiting[0] : undefined;
    const announced = this.#waiting.find(({ callId }) => callId === call.id) ?? adopting;
    if (announced === undefined) {
      return;
    }
    this.#remove(announced);
    if (announced.isDeclined) {
      desk.decline(call, 'decline');
    } else if (announced.isAnswered) {
      desk.accept(call);
    }
  }

  // A socket that only looks open is not trusted (PUSH-02).
  #makeSureOfSocket() {
    if (this.#connection.isUp) {
      this.#connection.probe(limits.pushProbe, { returnsAtOnce: true, alive: () => this.socketAlive() });
    } else {
      this.#connection.resume({ despiteStop: true });
    }
  }

  #giveUp(announced) {
    this.#remove(announced);
    this.#calls.forget(announced.callId);
    this.#calls.tellEnded(announced.callId, EndReason.noAnswer, null);
    this.onMissed();
  }

  #remove(announced) {
    announced.window.cancel();
    announced.release?.cancel();
    this.#waiting = this.#waiting.filter((other) => other !== announced);
  }
}
