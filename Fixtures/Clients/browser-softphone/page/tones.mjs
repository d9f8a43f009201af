/** Cadences in seconds, with the two tones of North America. */
const cadences = {
  ringback: { on: 2, off: 4, tones: [440, 480] },
  ring: { on: 1, off: 2, tones: [587, 740] },
};

/** What a phone sounds like while nobody speaks: the ringback tone and the bell. */
export class Tones {
  #context = null;
  #playing = null;

  /** @param {'ringback' | 'ring'} name */
  play(name) {
    this.stop();
    this.#context ??= new AudioContext();
    const { on, off, tones } = cadences[name];
    const gain = this.#context.createGain();
    const sources = tones.map((frequency) => {
      const source = this.#context.createOscillator();
      source.frequency.value = frequency;
      source.connect(gain);
      source.start();
      return source;
    });
    gain.gain.value = 0;
    gain.connect(this.#context.destination);
    const burst = () => {
      const now = this.#context.currentTime;
      gain.gain.setTargetAtTime(0.05, now, 0.01);
      gain.gain.setTargetAtTime(0, now + on, 0.01);
    };
    burst();
    const timer = setInterval(burst, (on + off) * 1000);
    this.#playing = () => {
      clearInterval(timer);
      sources.forEach((source) => source.stop());
      gain.disconnect();
    };
  }

  stop() {
    this.#playing?.();
    this.#playing = null;
  }
}
