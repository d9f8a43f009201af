import { limits } from './limits.mjs';

const candidate = /^a=candidate:/m;

/**
 * One negotiation of media with the gateway. A restored call gets a new one (RESTORE-03); everything else, hold included,
 * keeps the one it has (HOLD-04). A media path that fails is told, and ends no call: the call is the server's to end.
 */
export class Peer {
  #context;
  #connection;
  #microphone;
  #stopPlaying = null;
  #stopWaiting = () => {};
  #isOffering = false;

  /**
   * @param {import('./context.mjs').Context} context
   * @param {object[]} iceServers
   * @param {MediaStream | null} microphone
   */
  constructor(context, iceServers, microphone) {
    this.#context = context;
    this.#microphone = microphone;
    this.#connection = connect(context, iceServers);
    this.#connection.addEventListener('track', (event) => this.#play(event));
    this.#connection.addEventListener('connectionstatechange', () => {
      if (this.#connection.connectionState === 'failed') {
        this.#context.log('warning', 'the media path of a call is lost');
      }
    });
    if (microphone !== null) {
      this.#addTrack();
    }
  }

  /** Describes an offer, candidates included (CF-11). Rejects when that cannot be done, or after {@link close}. */
  async offer() {
    this.#isOffering = true;
    if (this.#connection.getTransceivers().length === 0) {
      this.#connection.addTransceiver('audio', { direction: 'sendrecv' });
    }
    await this.#connection.setLocalDescription(await this.#connection.createOffer());
    return this.#gathered();
  }

  /** Answers an offer; an own one that was under way gives way (E.8: the server's offer wins). */
  async answer(offer) {
    this.#isOffering = false;
    this.#stopWaiting();
    await this.#connection.setRemoteDescription({ type: 'offer', sdp: offer });
    this.#sendAndReceive();
    await this.#connection.setLocalDescription(await this.#connection.createAnswer());
    return this.#gathered();
  }

  /** Takes a provisional answer; the final one replaces it (MEDIA-07). */
  takeProvisional(sdp) {
    if (this.#isOffering) {
      this.#takeRemote({ type: 'pranswer', sdp });
    }
  }

  /** Takes the answer to the offer. */
  takeAnswer(sdp) {
    if (this.#isOffering) {
      this.#isOffering = false;
      this.#takeRemote({ type: 'answer', sdp });
    }
  }

  /** The microphone came later. A negotiation that is done or under way needs no new one for it (MEDIA-15). */
  setMicrophone(stream) {
    const [track] = stream.getAudioTracks();
    const transceivers = this.#connection.getTransceivers();
    this.#microphone = stream;
    if (transceivers.length === 0) {
      this.#addTrack();
    }
    transceivers.forEach(({ sender }) => {
      sender.replaceTrack(track).catch((thrown) => this.#context.log('warning', thrown.message));
    });
  }

  /** Sends digits in the media; false where none flows, or the far end takes none. */
  sendDigits(digits) {
    const sender = this.#connection.getSenders().find(({ dtmf }) => dtmf?.canInsertDTMF);
    sender?.dtmf.insertDTMF(digits);
    return sender !== undefined;
  }

  close() {
    this.#stopWaiting();
    this.#stopPlaying?.();
    this.#connection.close();
  }

  #addTrack() {
    this.#microphone.getAudioTracks().forEach((track) => this.#connection.addTrack(track, this.#microphone));
  }

  // A description that cannot be used leaves the call without media, not without its user's control over it.
  #takeRemote(description) {
    this.#connection.setRemoteDescription(description).catch((thrown) => this.#context.log('warning', thrown.message));
  }

  // Without a track of ours the browser would only receive; the track may come later.
  #sendAndReceive() {
    if (this.#microphone === null) {
      this.#connection.getTransceivers().forEach((transceiver) => {
        transceiver.direction = 'sendrecv';
      });
    }
  }

  #play({ streams: [stream], track }) {
    this.#stopPlaying?.();
    this.#stopPlaying = this.#context.options.playRemote(stream ?? new MediaStream([track]));
  }

  // Candidates go inside the description only, so it waits for them: for all, or after a while for one.
  async #gathered() {
    const connection = this.#connection;
    const has = () => candidate.test(connection.localDescription?.sdp ?? '');
    const isDone = () => connection.iceGatheringState === 'complete';
    if (!isDone()) {
      await new Promise((resolve) => {
        let isLate = false;
        const check = () => {
          if (isDone() || (isLate && has())) {
            resolve();
          }
        };
        const patience = this.#context.after(limits.gathering, () => {
          isLate = true;
          check();
        });
        const end = this.#context.after(limits.firstCandidate, resolve);
        this.#stopWaiting = () => {
          patience.cancel();
          end.cancel();
          connection.removeEventListener('icegatheringstatechange', check);
          connection.removeEventListener('icecandidate', check);
          resolve();
        };
        connection.addEventListener('icegatheringstatechange', check);
        connection.addEventListener('icecandidate', check);
      });
      this.#stopWaiting();
    }
    if (!has()) {
      throw new Error('no candidate was found on this network');
    }
    return connection.localDescription.sdp;
  }
}

// A server that the platform cannot use must not cost the call: most networks need none.
function connect(context, iceServers) {
  try {
    return new RTCPeerConnection({ iceServers });
  } catch (thrown) {
    context.log('warning', `the ICE servers cannot be used: ${thrown.message}`);
    return new RTCPeerConnection();
  }
}
