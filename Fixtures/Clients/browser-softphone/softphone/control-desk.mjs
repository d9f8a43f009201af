import { cleanDestination } from './destination.mjs';
import { EndReason, ErrorCode } from './error-codes.mjs';
import { limits } from './limits.mjs';

/** What the user does to a call: hang up, hold, resume, mute, transfer (E.3 to E.5, K.9). */
export class ControlDesk {
  #context;
  #line;
  #calls;
  #microphone;
  #dialling;
  #answering;

  constructor(context, { line, calls, microphone, dialling, answering }) {
    this.#context = context;
    this.#line = line;
    this.#calls = calls;
    this.#microphone = microphone;
    this.#dialling = dialling;
    this.#answering = answering;
  }

  hangUp(callId) {
    const call = this.#calls.newest(callId, ({ ringsHere, isAnswerSent }) => !ringsHere || isAnswerSent);
    const ringing = call === null ? this.#calls.newest(callId, ({ ringsHere }) => ringsHere) : null;
    if (call !== null) {
      this.#hangUp(call);
    } else if (ringing === null) {
      this.#line.tellWrongState('hang up', callId);
    } else if (this.#line.isOpen(ringing)) {
      this.#answering.decline(ringing, 'decline');
    }
  }

  /** Hangs up all calls of a socket that is about to be closed (CONN-17). */
  hangUpAll() {
    for (const call of this.#calls.live) {
      if (call.id !== null && !call.isPending && !call.isHangupSent) {
        this.#line.request(call, 'hangup', { type: 'call.hangup', call_id: call.id });
      }
    }
  }

  hold(callId) {
    const call = this.#calls.newest(callId, ({ state }) => state === 'active');
    if (call === null) {
      this.#line.tellWrongState('hold', callId);
    } else if (this.#line.isOpen(call)) {
      this.#line.request(call, 'hold', { type: 'call.hold', call_id: call.id });
    }
  }

  resume(callId) {
    const call = this.#calls.newest(callId, ({ isHeldHere }) => isHeldHere);
    if (call === null) {
      this.#line.tellWrongState('resume', callId);
    } else if (this.#line.isOpen(call)) {
      call.heldFor = null;
      this.#line.holdOthers(call);
      this.#line.request(call, 'resume', { type: 'call.resume', call_id: call.id });
    }
  }

  /** Mutes or unmutes: at once here, and the server is told; it does not reply (MUTE-01, MUTE-02). */
  mute(callId, mutes) {
    const call = this.#calls.newest(callId, ({ isUp }) => isUp);
    if (call === null) {
      this.#line.tellWrongState(mutes ? 'mute' : 'unmute', callId);
    } else if (this.#line.isOpen(call)) {
      call.isMuted = mutes;
      this.#microphone.setMuted(call);
      this.tellMute(call);
    }
  }

  /** Sends digits in the media, for which there is no message (RFC 4733). */
  digits(callId, digits) {
    const call = this.#calls.newest(callId, ({ isUp }) => isUp);
    if (call === null) {
      this.#line.tellWrongState('send digits', callId);
    } else if (call.peer?.sendDigits(digits) !== true) {
      this.#context.log('warning', `the digits ${digits} cannot be sent: no media flows`);
    }
  }

  /** Tells the server whether a call is muted. */
  tellMute(call) {
    this.#line.request(call, 'mute', { type: call.isMuted ? 'call.mute' : 'call.unmute', call_id: call.id });
  }

  /** Blind transfer of a connected call (XFER-01). */
  transfer(callId, to) {
    const call = this.#calls.newest(callId, ({ isUp }) => isUp);
    const destination = cleanDestination(to);
    if (call === null) {
      this.#line.tellWrongState('transfer', callId);
    } else if (destination === null) {
      this.#context.tellError(ErrorCode.callFailed, `'${to}' cannot be dialled`, { callId: call.id });
    } else if (this.#line.isOpen(call)) {
      this.#line.request(call, 'transfer', { type: 'call.transfer', call_id: call.id, destination });
    }
  }

  /** First step of an attended transfer: dials the consult party; the server holds the parent (XFER-04, XFER-06). */
  consult(callId, to) {
    const parent = this.#calls.newest(callId, (call) => call.isUp && call.parent === null);
    if (parent === null) {
      this.#line.tellWrongState('consult about', callId);
    } else {
      this.#dialling.dial(to, parent);
    }
  }

  /** Second step, once the consult is answered; it names the parent (XFER-07). */
  complete(callId) {
    const consult = this.#consult(callId, (call) => call.isUp && call.parent.isUp);
    if (consult === null) {
      this.#line.tellWrongState('complete', callId);
    } else if (this.#line.isOpen(consult.parent)) {
      this.#line.request(
        consult.parent, 'transfer', { type: 'call.transfer.attended', call_id: consult.parent.id, step: 'complete' });
    }
  }

  /** Takes an attended transfer back: hangs the consult up and resumes the parent (XFER-10). */
  cancelTransfer(callId) {
    const consult = this.#consult(callId, () => true);
    if (consult === null) {
      this.#line.tellWrongState('cancel the transfer of', callId);
      return;
    }
    this.#hangUp(consult);
    if (consult.parent.isHeldHere) {
      this.resume(consult.parent.id);
    }
  }

  // The newest consult; an id may name it or its parent.
  #consult(callId, fits) {
    return this.#calls.newest(null, (call) =>
      call.parent !== null && (callId === null || callId === call.parent.id || callId === call.id) && fits(call));
  }

  #hangUp(call) {
    if (call.id === null) {
      this.#dialling.abandon(call);
      return;
    }
    if (!this.#line.isOpen(call) || call.isHangupSent) {
      return;
    }
    call.isHangupSent = true;
    call.keep(this.#context.after(limits.hangup, () => this.#calls.endLocally(call, EndReason.hangup)));
    this.#line.request(call, 'hangup', { type: 'call.hangup', call_id: call.id });
  }
}
