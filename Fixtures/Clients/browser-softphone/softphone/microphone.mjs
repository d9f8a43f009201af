/** The microphone of the device, and the user who is asked for it. Each call has a capture of its own, so that it can be muted alone. */
export class Microphone {
  #context;
  #users = new Set();

  constructor(context) {
    this.#context = context;
  }

  /**
   * Asks for the microphone; the answer may come late, also when the call has ended (INB-10).
   * @param {import('./call.mjs').Call} call
   * @param {(granted: boolean) => void} answer not called any more for a call that has ended with the microphone granted
   */
  async ask(call, answer) {
    let stream;
    try {
      stream = await this.#context.options.getUserMedia({ audio: true });
    } catch {
      if (!this.#context.isOver) {
        answer(false);
      }
      return;
    }
    if (this.#context.isOver || call.microphone !== null) {
      stop(stream);
    } else {
      this.#capture(call, stream);
    }
    if (this.#context.isOver) {
      return;
    }
    if (call.isLive) {
      answer(true);
    } else {
      this.release(call);
    }
  }

  /** What the microphone hears goes nowhere, or goes out again. */
  setMuted(call) {
    call.microphone?.getAudioTracks().forEach((track) => {
      track.enabled = !call.isMuted;
    });
  }

  /** The call needs it no more; after the last one it is let go of (MEDIA-10). */
  release(call) {
    if (this.#users.delete(call)) {
      stop(call.microphone);
      call.microphone = null;
      if (this.#users.size === 0) {
        this.#context.tell('microphone', { state: 'released' });
      }
    }
  }

  /** The app dies: nothing stays captured. */
  dispose() {
    this.#users.forEach((call) => stop(call.microphone));
  }

  #capture(call, stream) {
    call.microphone = stream;
    this.#users.add(call);
    // An unplugged device changes nothing on the wire (MEDIA-15).
    stream.getAudioTracks().forEach((track) =>
      track.addEventListener('ended', () => this.#context.log('warning', 'the microphone is lost')));
    if (this.#users.size === 1) {
      this.#context.tell('microphone', { state: 'captured' });
    }
  }
}

function stop(stream) {
  stream.getTracks().forEach((track) => track.stop());
}
