import { EndReason, ErrorCode } from './error-codes.mjs';

/** Brings every non-fatal error back to the action that it answers (K.15). Nothing is read from its text (ERR-05). */
export class ErrorDesk {
  #context;
  #line;
  #calls;
  #log;
  #tokens;
  #dialling;

  constructor(context, { line, calls, log, tokens, dialling }) {
    this.#context = context;
    this.#line = line;
    this.#calls = calls;
    this.#log = log;
    this.#tokens = tokens;
    this.#dialling = dialling;
  }

  /** Takes a non-fatal `error`. */
  take(error) {
    if (this.#tokens.takeError(error)) {
      return;
    }
    const asked = this.askedBy(error);
    if (asked === null) {
      this.#unattributed(error);
    } else if (asked.call.isLive) {
      this.#attribute(asked, error);
    }
  }

  /** The request that an error answers, by its `req_id` (ERR-03). */
  askedBy(error) {
    return this.#log.find(error.req_id ?? null);
  }

  #attribute({ call, kind }, error) {
    switch (kind) {
      case 'dial':
        this.#dialFailed(call, error);
        break;
      case 'answer':
        this.#answerFailed(call, error);
        break;
      case 'hangup':
        // What the server does not know is over.
        this.#calls.endLocally(call, EndReason.hangup);
        break;
      default:
        this.#controlFailed(call, kind, error);
    }
  }

  #dialFailed(call, error) {
    if (call.id === null) {
      this.#dialling.refused(call, error);
    } else {
      this.#tell(call, error);
      this.#calls.endLocally(call, EndReason.failed);
    }
  }

  // Somebody else was faster, or another session is in a call (SESS-06, SESS-07).
  #answerFailed(call, error) {
    this.#tell(call, error);
    this.#calls.endLocally(call, EndReason.failed);
    this.#line.undoHolds(call);
  }

  #controlFailed(call, kind, error) {
    if (kind === 'hold') {
      call.heldFor = null;
    }
    this.#tell(call, error);
    if (error.code === ErrorCode.callNotFound) {
      this.#calls.endLocally(call, kind === 'reject' ? EndReason.rejected : EndReason.failed);
    }
  }

  #unattributed(error) {
    const callId = error.call_id ?? null;
    this.#context.tellError(error.code, error.message, { callId });
    const call = callId === null ? null : this.#calls.find(callId);
    if (call !== null && error.code === ErrorCode.callNotFound) {
      this.#calls.endLocally(call, EndReason.failed);
    }
  }

  #tell(call, error) {
    this.#context.tellError(error.code, error.message, { callId: call.id });
  }
}
