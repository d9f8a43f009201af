import { nextCallState } from './call-states.mjs';

/** One call as the client knows it. Data only: the desks act on it. */
export class Call {
  #timers = [];

  state = 'preparing';
  /** The server's id; null until `call.trying` (CALL-02). */
  id = null;
  /** The `req_id` of the dial, which alone ties `call.trying` to it. */
  dialReqId = null;
  answeredAt = null;
  /** `local`, `remote`, or null. */
  heldBy = null;
  isMuted = false;
  /** The negotiation of its media. */
  peer = null;
  /** The capture of the microphone that this call uses. */
  microphone = null;
  /** The server's offer that nobody has answered yet. */
  waitingOffer = null;
  /** Accept was pressed (INB-05). */
  isAccepted = false;
  /** The answer is being described; nothing of it is sent yet. */
  isAnswering = false;
  isAnswerSent = false;
  isRejectSent = false;
  isHangupSent = false;
  /** The socket was lost, and nothing has been heard of this call since (E.7). */
  isPending = false;
  /** A restored call whose new media is not agreed yet. */
  needsMedia = false;
  /** The call for whose sake this one was put on hold. */
  heldFor = null;

  /**
   * @param {'inbound' | 'outbound'} direction
   * @param {object} [about]
   * @param {Call | null} [about.parent] for a consult: the call that is to be transferred
   */
  constructor(direction, { id = null, from = '', fromName = null, to = '', state = 'preparing', parent = null } = {}) {
    this.direction = direction;
    Object.assign(this, { id, from, fromName, to, state, parent });
  }

  get isLive() {
    return this.state !== 'ended';
  }

  get isUp() {
    return this.state === 'active' || this.state === 'held';
  }

  get ringsHere() {
    return this.direction === 'inbound' && this.state === 'ringing';
  }

  /** The far end of an outbound call alerts. */
  get isAlerting() {
    return this.direction === 'outbound' && this.state === 'ringing';
  }

  get isHeldHere() {
    return this.state === 'held' && this.heldBy !== 'remote';
  }

  /** Applies the table; false when the input means nothing now. */
  apply(input) {
    const next = nextCallState(this.state, input);
    if (next === null) {
      return false;
    }
    this.state = next;
    return true;
  }

  /** Ties a timer to the life of the call. */
  keep(timer) {
    this.#timers.push(timer);
  }

  stopTimers() {
    this.#timers.forEach((timer) => timer.cancel());
    this.#timers = [];
  }
}
