import { Call } from './call.mjs';
import { EndReason } from './error-codes.mjs';
import { limits } from './limits.mjs';
import { negotiate } from './negotiate.mjs';

/**
 * Calls across a lost socket (E.7, K.6). They are kept for the window; each one that the server restores gets a new peer
 * connection and a full offer/answer; each one that it does not restore soon after `authenticated` is over. Who offers is the
 * server's choice (CF-04): its offer is waited for a moment, then the client makes its own.
 */
export class Restore {
  #context;
  #line;
  #calls;
  #microphone;
  #answering;
  #control;
  #peers;
  #window = null;
  #grace = null;

  constructor(context, { line, calls, microphone, answering, control, peers }) {
    this.#context = context;
    this.#line = line;
    this.#calls = calls;
    this.#microphone = microphone;
    this.#answering = answering;
    this.#control = control;
    this.#peers = peers;
  }

  /** The socket is lost: keep what has an id. */
  socketLost() {
    this.#grace?.cancel();
    const { live } = this.#calls;
    live.filter(({ id }) => id !== null).forEach(suspend);
    if (!this.#window?.isArmed && live.length > 0) {
      this.#window = this.#context.after(limits.restoreWindow, () => this.#endPending());
    }
  }

  /** A socket is authenticated: what is not restored soon is over (RESTORE-10). */
  socketBack() {
    this.#window?.cancel();
    if (this.#calls.live.some(({ isPending }) => isPending)) {
      this.#grace = this.#context.after(limits.restoreGrace, () => this.#endPending());
    }
  }

  /** Takes `call.restored`. */
  take(restored) {
    if (this.#calls.isOver(restored.call_id)) {
      return;
    }
    const call = this.#calls.find(restored.call_id) ?? this.#unknown(restored);
    call.isPending = false;
    this.#takeState(call, restored);
    this.#rebuild(call);
  }

  /** The server offers for a restored call: its offer wins over ours (E.8), and is answered alone (RESTORE-05). */
  async offered(call, offer) {
    call.needsMedia = false;
    call.stopTimers();
    const sdp = await negotiate(this.#context, call, (peer) => peer.answer(offer));
    if (sdp !== null) {
      this.#line.send({ type: 'sdp.answer', call_id: call.id, sdp });
      this.#rebuilt(call);
    }
  }

  /** The server answered our offer. */
  answered(call) {
    if (call.needsMedia) {
      call.needsMedia = false;
      this.#rebuilt(call);
    }
  }

  /** The media of a restored call: new, with new credentials (RESTORE-03). */
  renewPeer(call) {
    call.peer?.close();
    call.peer = this.#peers.for(call);
  }

  /** Makes our own offer, unless the server's came first (RESTORE-04). */
  async offerUnlessDone(call) {
    if (!call.needsMedia) {
      return;
    }
    const sdp = await negotiate(this.#context, call, (peer) => peer.offer());
    if (sdp !== null && call.needsMedia) {
      this.#line.send({ type: 'sdp.offer', call_id: call.id, sdp });
    }
  }

  #endPending() {
    this.#calls.live
      .filter(({ isPending }) => isPending)
      .forEach((call) => this.#calls.endLocally(call, EndReason.failed));
  }

  // A call of an earlier life of the app (RESTORE-06).
  #unknown(restored) {
    if (restored.state === 'ringing' && restored.direction === 'inbound') {
      return this.#answering.ring(restored);
    }
    const call = new Call(restored.direction, {
      id: restored.call_id,
      from: restored.from,
      fromName: restored.from_name ?? null,
      to: restored.to,
      state: 'trying',
    });
    this.#calls.add(call);
    return call;
  }

  // The app hears of what changed while nobody was connected, and only of that.
  #takeState(call, restored) {
    const before = call.state;
    const { isUp: wasUp } = call;
    call.state = stateOf(call, restored.state);
    if (call.isUp) {
      call.answeredAt = restored.answered_at ? Date.parse(restored.answered_at) : call.answeredAt ?? this.#context.now;
    }
    if (call.isUp && !wasUp) {
      this.#context.tell('answered', { call_id: call.id });
    }
    if (call.state === 'held' && before !== 'held') {
      call.heldBy = wasUp ? 'remote' : 'local';
      this.#context.tell('held', { call_id: call.id, held_by: call.heldBy });
    } else if (call.state === 'active' && before === 'held') {
      call.heldBy = null;
      this.#context.tell('resumed', { call_id: call.id });
    }
  }

  #rebuild(call) {
    this.renewPeer(call);
    // An inbound call that rings gets the server's offer anew, and waits for the user.
    if (call.ringsHere) {
      return;
    }
    call.needsMedia = true;
    call.keep(this.#context.after(limits.restoreOffer, () => this.offerUnlessDone(call)));
    if (call.microphone === null) {
      this.#microphone.ask(call, (granted) => {
        if (granted) {
          this.#microphone.setMuted(call);
          call.peer.setMicrophone(call.microphone);
        }
      });
    }
  }

  // The new media is agreed: the mute goes with it (RESTORE-13).
  #rebuilt(call) {
    if (call.isMuted) {
      this.#control.tellMute(call);
    }
  }
}

function suspend(call) {
  call.stopTimers();
  call.isPending = true;
  call.needsMedia = false;
  // What was pressed on the lost socket is not repeated on the next one (RECON-10).
  call.isAccepted = false;
  call.isAnswering = false;
  call.isAnswerSent = false;
  call.isRejectSent = false;
  call.isHangupSent = false;
  call.waitingOffer = null;
  call.heldFor = null;
}

function stateOf(call, restored) {
  if (restored !== 'ringing') {
    return restored;
  }
  return call.direction === 'inbound' || call.state === 'ringing' ? 'ringing' : 'trying';
}
