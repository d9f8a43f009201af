/** The user who is asked for the microphone, and the device itself, steered by the actions of a scenario. */
export class SteeredMicrophone {
  #getUserMedia;
  #isDenied = false;
  #delay = 0;
  #timers = new Set();
  #streams = new Set();

  /** @param {(constraints: MediaStreamConstraints) => Promise<MediaStream>} getUserMedia the device */
  constructor(getUserMedia) {
    this.#getUserMedia = getUserMedia;
  }

  /**
   * What becomes of the microphone from now on.
   * @param {'grants' | 'denies' | 'delays' | 'changes' | 'loses'} state
   * @param {number} by how long the answer takes, in milliseconds
   */
  set(state, by) {
    this.#isDenied = state === 'denies';
    this.#delay = state === 'delays' ? by : 0;
    if (state === 'loses') {
      this.#streams.forEach((stream) => stream.getTracks().forEach(lose));
    }
  }

  /** Back to how a device is when it is switched on; nobody is asked any more. */
  reset() {
    this.set('grants', 0);
    this.#timers.forEach(clearTimeout);
    this.#timers.clear();
    this.#streams.clear();
  }

  /** In place of `navigator.mediaDevices.getUserMedia`. */
  async getUserMedia(constraints) {
    if (this.#delay > 0) {
      await this.#wait(this.#delay);
    }
    if (this.#isDenied) {
      throw new DOMException('the user said no', 'NotAllowedError');
    }
    const stream = await this.#getUserMedia(constraints);
    this.#streams.add(stream);
    return stream;
  }

  #wait(delay) {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, delay);
      this.#timers.add(timer);
    });
  }
}

// A browser tells of a lost device by this event, and only of one that was not stopped by the app.
function lose(track) {
  if (track.readyState === 'live') {
    track.stop();
    track.dispatchEvent(new Event('ended'));
  }
}
