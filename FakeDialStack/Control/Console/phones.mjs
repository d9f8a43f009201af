import { button, find, make } from './dom.mjs';

/** The softphones that are open on this page, each in a frame of its own. */
export class Phones {
  #api;
  #run;
  #open = new Map();

  /**
   * @param {import('./api.mjs').Api} api
   * @param {(work: () => Promise<unknown>) => void} run shows what goes wrong
   */
  constructor(api, run) {
    this.#api = api;
    this.#run = run;
  }

  /** Opens a phone and signs it in; a phone that is open already is shown, and one that is off (its token has ended) is opened anew. */
  async open(user) {
    if (this.#isOff(user)) {
      this.#close(user);
    }
    if (!this.#open.has(user)) {
      const frame = make('iframe', { title: `Phone of ${user}`, allow: 'microphone; autoplay', src: await this.#address(user) });
      const bar = make('div', { className: 'phone-bar' },
        make('h3', { textContent: user }),
        button('In a tab', () => this.#run(async () => {
          const address = await this.#address(user);
          this.#close(user);
          window.open(address, '_blank', 'noopener');
        })),
        button('Close', () => this.#close(user)));
      const phone = make('div', {}, bar, frame);
      this.#open.set(user, phone);
      find('#phones').append(phone);
    }
    find('#phones-card').scrollIntoView({ block: 'nearest' });
  }

  #isOff(user) {
    return this.#open.get(user)?.querySelector('iframe').contentDocument?.querySelector('#status')?.textContent === 'off';
  }

  #close(user) {
    this.#open.get(user).remove();
    this.#open.delete(user);
  }

  // The fragment stays in the browser.
  async #address(user) {
    const { token } = await this.#api.post(`users/${encodeURIComponent(user)}/tokens`, {});
    return `softphone/#${new URLSearchParams({ as: user, token })}`;
  }
}
