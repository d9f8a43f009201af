import { ClientErrorCode } from './error-codes.mjs';

/** What the desks share: the way to the server for calls, with every request noted for its errors. */
export class CallLine {
  #context;
  #connection;
  #calls;
  #log;

  constructor(context, connection, calls, log) {
    this.#context = context;
    this.#connection = connection;
    this.#calls = calls;
    this.#log = log;
  }

  /** Reports and says false when there is no authenticated socket: nothing is queued (RECON-10). */
  isOpen(call = null) {
    if (this.#connection.isUp && !call?.isPending) {
      return true;
    }
    this.#context.tellError(ClientErrorCode.transportClosed, 'there is no connection to the server', { callId: call?.id ?? null });
    return false;
  }

  /**
   * Sends a request that may get an error.
   * @param {import('./call.mjs').Call} call
   * @param {'dial' | 'answer' | 'reject' | 'hangup' | 'hold' | 'resume' | 'mute' | 'transfer'} kind
   * @param {object} message
   */
  request(call, kind, message) {
    const { type, req_id = this.#context.nextReqId(), ...rest } = message;
    this.#log.note(req_id, call, kind);
    this.#connection.send({ type, req_id, ...rest });
  }

  /** Sends a message that gets no reply. */
  send(message) {
    this.#connection.send(message);
  }

  /** Puts the calls that are active on hold for the sake of another (INB-13). */
  holdOthers(sake) {
    for (const other of this.#calls.live) {
      const isFree = other !== sake && other !== sake.parent;
      if (isFree && other.state === 'active' && !other.isPending && !other.isHangupSent && other.heldFor === null) {
        other.heldFor = sake;
        this.request(other, 'hold', { type: 'call.hold', call_id: other.id });
      }
    }
  }

  /** Takes those holds back when the other call came to nothing (HOLD-05, HOLD-06). */
  undoHolds(sake) {
    for (const other of this.#calls.live) {
      if (other.heldFor === sake) {
        other.heldFor = null;
        if (other.state === 'held' && other.heldBy === 'local' && this.#connection.isUp) {
          this.request(other, 'resume', { type: 'call.resume', call_id: other.id });
        }
      }
    }
  }

  /** The same for a call that ended without ever being up; after a conversation, holds stay (HOLD-07). */
  undoHoldsUnlessUp(sake) {
    if (sake.answeredAt === null) {
      this.undoHolds(sake);
    }
  }

  /** A local action that fits no call. */
  tellWrongState(action, callId = null) {
    this.#context.tellError(ClientErrorCode.wrongState, `there is no call to ${action}`, { callId });
  }
}
