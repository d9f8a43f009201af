import { Call } from './call.mjs';
import { cleanDestination } from './destination.mjs';
import { ClientErrorCode, EndReason, ErrorCode } from './error-codes.mjs';
import { limits } from './limits.mjs';

/** Outbound calls, from the button to the answer (E.1, K.7). */
export class DialDesk {
  #context;
  #line;
  #calls;
  #microphone;
  #rest;
  #tokens;
  #peers;
  #abandoned = new Set();

  constructor(context, { line, calls, microphone, rest, tokens, peers }) {
    this.#context = context;
    this.#line = line;
    this.#calls = calls;
    this.#microphone = microphone;
    this.#rest = rest;
    this.#tokens = tokens;
    this.#peers = peers;
  }

  /** Dials what a person typed; for a consult, on behalf of the call that is to be transferred. */
  dial(typed, parent = null) {
    if (!this.#line.isOpen(parent)) {
      return;
    }
    const destination = cleanDestination(typed);
    if (destination === null) {
      this.#context.tellError(ErrorCode.callFailed, `'${typed}' cannot be dialled`);
      return;
    }
    const call = new Call('outbound', { to: destination, parent });
    this.#calls.add(call);
    this.#microphone.ask(call, (granted) => this.#prepare(call, granted));
  }

  /** Gives a dial up that has no id yet (CALL-16); a late `call.trying` is hung up (CALL-06). */
  abandon(call) {
    if (call.dialReqId !== null) {
      this.#abandoned.add(call.dialReqId);
    }
    this.#calls.end(call, EndReason.hangup);
    this.#line.undoHolds(call);
  }

  /** A dial came to nothing: says why and lets go of everything (CALL-04). */
  fail(call, code, message) {
    if (call.isLive) {
      this.#context.tellError(code, message);
      this.abandon(call);
    }
  }

  /** The server has refused a dial: no `call.trying` can follow. */
  refused(call, error) {
    call.dialReqId = null;
    this.fail(call, error.code, error.message);
  }

  /** The socket is lost, and with it every dial that the server has not taken yet (CALL-04). */
  socketLost() {
    for (const call of this.#calls.live.filter(({ id }) => id === null)) {
      call.dialReqId = null;
      this.fail(call, ClientErrorCode.transportClosed, 'the connection was lost before the server took the call');
    }
  }

  /** Takes `call.trying`, the first message of an outbound call: the `req_id` alone tells which (CALL-02). */
  trying(reply) {
    const dial = this.#calls.newest(null, (call) => call.state === 'dialling' && call.dialReqId === reply.req_id);
    if (dial !== null) {
      dial.stopTimers();
      dial.id = reply.call_id;
      dial.apply('trying');
      this.#context.tell('trying', { call_id: dial.id });
    } else if (this.#abandoned.delete(reply.req_id)) {
      this.#calls.forget(reply.call_id);
      this.hangUpLate(reply.call_id);
    }
  }

  /** The server took a call that nobody wants any more (CALL-06). */
  hangUpLate(callId) {
    this.#line.send({ type: 'call.hangup', req_id: this.#context.nextReqId(), call_id: callId });
  }

  /** Takes `call.ringing`; a repeated or late one means nothing (CALL-07). */
  ringing(call) {
    if (call.direction === 'outbound' && call.apply('alerting')) {
      this.#context.tell('ringing', { call_id: call.id });
      this.#context.tell('ringback', { state: 'on' });
    }
  }

  async #prepare(call, granted) {
    if (!granted) {
      this.fail(call, ClientErrorCode.micPermissionDenied, 'the microphone was denied');
      return;
    }
    // The credentials of the ICE servers are past their time: no new peer connection with those (MEDIA-12).
    if (!this.#rest.hasIce && !(await this.#fetchIce(call))) {
      return;
    }
    if (call.isLive && !this.#context.isOver) {
      await this.#create(call);
    }
  }

  async #fetchIce(call) {
    try {
      await this.#rest.fetchIce(await this.#tokens.forConnect());
      return true;
    } catch (failed) {
      if (!this.#context.isOver) {
        this.fail(call, ClientErrorCode.iceFetchFailed, failed.message);
      }
      return false;
    }
  }

  async #create(call) {
    if (!this.#line.isOpen(call.parent)) {
      this.abandon(call);
      return;
    }
    let offer;
    try {
      call.peer = this.#peers.for(call);
      offer = await call.peer.offer();
    } catch (failed) {
      this.fail(call, ErrorCode.callFailed, `no media could be described: ${failed.message}`);
      return;
    }
    // While the offer was described, the user may have hung up, or the network may have gone.
    if (!call.isLive || this.#context.isOver) {
      return;
    }
    if (!this.#line.isOpen(call.parent)) {
      this.abandon(call);
      return;
    }
    this.#line.holdOthers(call);
    call.apply('create');
    call.dialReqId = this.#context.nextReqId();
    call.keep(this.#context.after(
      limits.trying, () => this.fail(call, ErrorCode.callFailed, 'the server did not take the call in time')));
    this.#line.request(call, 'dial', createMessage(call, offer));
  }
}

function createMessage(call, sdp) {
  const request = { req_id: call.dialReqId, destination: call.to, sdp };
  return call.parent === null
    ? { type: 'call.create', ...request }
    : { type: 'call.transfer.attended', call_id: call.parent.id, step: 'consult', ...request };
}
