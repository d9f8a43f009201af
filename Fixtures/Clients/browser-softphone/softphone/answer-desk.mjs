import { Call } from './call.mjs';
import { ClientErrorCode, ErrorCode } from './error-codes.mjs';
import { limits } from './limits.mjs';

/** Inbound calls, from `call.incoming` to the answer or the decline (E.2, K.8). */
export class AnswerDesk {
  #context;
  #line;
  #calls;
  #microphone;
  #wakeUp;
  #peers;

  constructor(context, { line, calls, microphone, wakeUp, peers }) {
    this.#context = context;
    this.#line = line;
    this.#calls = calls;
    this.#microphone = microphone;
    this.#wakeUp = wakeUp;
    this.#peers = peers;
  }

  /** Takes `call.incoming`. */
  incoming(message) {
    const id = message.call_id;
    const known = this.#calls.find(id);
    if (known !== null) {
      this.ringAgain(known);
    } else if (this.#calls.isOver(id)) {
      // A second delivery of a call that is over for us (PUSH-05).
    } else if (this.#calls.live.length >= limits.calls) {
      this.#calls.forget(id);
      this.#line.send({ type: 'call.reject', req_id: this.#context.nextReqId(), call_id: id, reason: 'busy' });
    } else {
      this.#wakeUp.arrived(this.ring(message), this);
    }
  }

  /** A call that is known was delivered again: it rings once (INB-03, PUSH-05). */
  ringAgain() {}

  /** Rings for a call, new or restored. */
  ring(message) {
    const call = new Call('inbound', {
      id: message.call_id,
      from: message.from,
      fromName: message.from_name ?? null,
      to: message.to,
      state: 'ringing',
    });
    this.#calls.add(call);
    this.tellIncoming(call);
    return call;
  }

  tellIncoming(call) {
    this.#context.tell('incoming', { call_id: call.id, from: call.from, from_name: call.fromName, to: call.to });
  }

  /** The user presses answer. */
  answer(callId) {
    const call = this.#calls.newest(callId, ({ ringsHere, isRejectSent }) => ringsHere && !isRejectSent);
    if (call !== null) {
      if (this.#line.isOpen(call)) {
        this.accept(call);
      }
    } else if (!this.#wakeUp.decide(callId, { answers: true })) {
      this.#line.tellWrongState('answer', callId);
    }
  }

  /** The user presses decline: `call.reject`, never a hang-up (INB-08). */
  reject(callId, reason) {
    const call = this.#calls.newest(callId, ({ ringsHere, isAnswerSent }) => ringsHere && !isAnswerSent);
    if (call !== null) {
      if (this.#line.isOpen(call)) {
        this.decline(call, reason);
      }
    } else if (!this.#wakeUp.decide(callId, { answers: false })) {
      this.#line.tellWrongState('reject', callId);
    }
  }

  accept(call) {
    if (!call.isAccepted) {
      call.isAccepted = true;
      this.#microphone.ask(call, (granted) => this.#microphoneDecided(call, granted));
    }
  }

  decline(call, reason) {
    if (!call.isRejectSent) {
      call.isRejectSent = true;
      this.sendReject(call, reason);
    }
  }

  sendReject(call, reason) {
    this.#line.request(call, 'reject', { type: 'call.reject', call_id: call.id, reason });
  }

  /** Sends the answer as soon as all is there: the accept, the microphone, and the server's offer (INB-05). */
  async answerWhenReady(call) {
    if (!isReady(call) || call.isAnswering) {
      return;
    }
    call.isAnswering = true;
    const offer = call.waitingOffer;
    let answer = null;
    let failure = null;
    call.peer ??= this.#peers.for(call);
    const { peer } = call;
    try {
      answer = await peer.answer(offer);
    } catch (thrown) {
      failure = thrown;
    }
    // A lost socket or the end of the call has taken the answer back meanwhile.
    if (call.peer !== peer || !call.isAnswering || !isReady(call) || this.#context.isOver) {
      return;
    }
    call.isAnswering = false;
    if (failure !== null) {
      call.isAccepted = false;
      this.#context.tellError(ErrorCode.callFailed, `no media could be described: ${failure.message}`, { callId: call.id });
    } else if (call.waitingOffer === offer) {
      this.#sendAnswer(call, answer);
    } else {
      this.answerWhenReady(call);
    }
  }

  #sendAnswer(call, sdp) {
    this.#line.holdOthers(call);
    call.isAnswerSent = true;
    call.waitingOffer = null;
    this.#line.request(call, 'answer', { type: 'call.answer', call_id: call.id });
    this.#line.send({ type: 'sdp.answer', call_id: call.id, sdp });
  }

  #microphoneDecided(call, granted) {
    if (granted) {
      this.answerWhenReady(call);
      return;
    }
    // The call rings on: it can be rejected, or answered again once there is a microphone (INB-07).
    call.isAccepted = false;
    this.#context.tellError(ClientErrorCode.micPermissionDenied, 'the microphone was denied', { callId: call.id });
  }
}

function isReady(call) {
  return call.ringsHere && call.isAccepted && call.microphone !== null
    && !call.isAnswerSent && !call.isRejectSent && call.waitingOffer !== null;
}
