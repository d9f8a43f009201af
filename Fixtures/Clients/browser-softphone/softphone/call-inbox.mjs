import { negotiate } from './negotiate.mjs';

/**
 * Takes what the server says about calls. Messages for calls that nobody knows, or that are over, mean nothing (CONN-08).
 */
export class CallInbox {
  #context;
  #line;
  #calls;
  #dialling;
  #answering;
  #restore;

  constructor(context, { line, calls, dialling, answering, restore }) {
    this.#context = context;
    this.#line = line;
    this.#calls = calls;
    this.#dialling = dialling;
    this.#answering = answering;
    this.#restore = restore;
  }

  take(message) {
    switch (message.type) {
      case 'call.trying':
        this.#dialling.trying(message);
        break;
      case 'call.incoming':
        this.#answering.incoming(message);
        break;
      case 'call.restored':
        this.#restore.take(message);
        break;
      default: {
        const call = this.#calls.find(message.call_id);
        if (call !== null) {
          this.#takeFor(call, message);
        }
      }
    }
  }

  /** Takes `call.held`. The call is held for as long as the holder wants (HOLD-03). */
  held(call, holder) {
    const isNews = call.state !== 'held' || call.heldBy !== holder;
    if (call.apply('held')) {
      call.heldBy = holder;
      if (isNews) {
        this.#context.tell('held', { call_id: call.id, held_by: holder });
      }
    }
  }

  #takeFor(call, message) {
    switch (message.type) {
      case 'call.ringing':
        this.#dialling.ringing(call);
        break;
      case 'call.answered':
        this.#answered(call, message.answered_at);
        break;
      case 'call.held':
        this.held(call, message.held_by);
        break;
      case 'call.resumed':
        this.#resumed(call);
        break;
      case 'call.ended':
        this.#calls.end(call, message.reason, message.duration_seconds ?? null);
        this.#line.undoHoldsUnlessUp(call);
        break;
      case 'sdp.offer':
        this.#offered(call, message.sdp);
        break;
      case 'sdp.pranswer':
        // Early media is neither ringing nor an answer (MEDIA-07, MEDIA-09).
        call.peer?.takeProvisional(message.sdp);
        break;
      case 'sdp.answer':
        call.peer?.takeAnswer(message.sdp);
        this.#restore.answered(call);
        break;
    }
  }

  #answered(call, at) {
    const wasAlerting = call.isAlerting;
    if (call.apply('answered')) {
      call.answeredAt = at ? Date.parse(at) : this.#context.now;
      if (wasAlerting) {
        this.#context.tell('ringback', { state: 'off' });
      }
      this.#context.tell('answered', { call_id: call.id });
    }
  }

  #resumed(call) {
    if (call.apply('resumed')) {
      call.heldBy = null;
      call.heldFor = null;
      this.#context.tell('resumed', { call_id: call.id });
    }
  }

  #offered(call, offer) {
    if (call.needsMedia) {
      this.#restore.offered(call, offer);
    } else if (call.ringsHere) {
      call.waitingOffer = offer;
      this.#answering.answerWhenReady(call);
    } else if (call.isUp && call.peer !== null) {
      this.#renegotiate(call, offer);
    }
  }

  // A renegotiation by the server: answered without call.answer, the call goes on (MEDIA-14).
  async #renegotiate(call, offer) {
    const sdp = await negotiate(this.#context, call, (peer) => peer.answer(offer));
    if (sdp !== null) {
      this.#line.send({ type: 'sdp.answer', call_id: call.id, sdp });
    }
  }
}
