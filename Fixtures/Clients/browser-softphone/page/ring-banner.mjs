/** Says who is calling, to eyes, ears and screen readers, and in the title of a page that is not in front. */
export class RingBanner {
  #banner;
  #title = document.title;
  #callers = new Map();

  /** @param {HTMLElement} banner a live region */
  constructor(banner) {
    this.#banner = banner;
  }

  /** Takes an event of the phone. */
  take(event, args) {
    if (event === 'incoming') {
      this.#callers.set(args.call_id, args.from_name ? `${args.from_name} (${args.from})` : args.from);
    } else if ((event !== 'answered' && event !== 'ended') || !this.#callers.delete(args.call_id)) {
      return;
    }
    this.#draw();
  }

  /** The phone is gone. */
  clear() {
    this.#callers.clear();
    this.#draw();
  }

  #draw() {
    const isRinging = this.#callers.size > 0;
    const text = isRinging ? `Ringing: ${[...this.#callers.values()].join(', ')} is calling` : '';
    this.#banner.textContent = text;
    this.#banner.classList.toggle('on', isRinging);
    document.title = isRinging ? `☎ ${text}` : this.#title;
  }
}
