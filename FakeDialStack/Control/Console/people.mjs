import { List, button, find, make } from './dom.mjs';

/** The users, and what can be done to them and their tokens. */
export class People {
  #api;
  #run;
  #phones;
  #list;

  /**
   * @param {import('./api.mjs').Api} api
   * @param {(work: () => Promise<unknown>) => void} run shows what goes wrong
   * @param {import('./phones.mjs').Phones} phones
   */
  constructor(api, run, phones) {
    this.#api = api;
    this.#run = run;
    this.#phones = phones;
    this.#list = new List(find('#users'), ({ user }) => user, (user) => this.#item(user));
    find('#minted-copy').addEventListener('click', () => copy(find('#minted-token')));
  }

  draw({ users, dial_pad: dialPad }) {
    this.#list.draw(users.map((user) => ({ ...user, dialPad })));
  }

  #item({ user, name, sessions, dialPad, mobile_push_wakeup: sleeps }) {
    const path = `users/${encodeURIComponent(user)}`;
    const count = sessions.length === 0 ? 'no session' : sessions.length === 1 ? '1 session' : `${sessions.length} sessions`;
    const buttons = [
      button(`Call ${user}`, () => this.#run(() => this.#api.post('calls', { to: user })), 'primary'),
      button('Mint token', () => this.#run(() => this.#mint(user, path))),
      button('Expire tokens', () => this.#run(() => this.#api.post(`${path}/expire`)), 'danger'),
      button('Revoke', () => this.#run(() => this.#api.post(`${path}/revoke`)), 'danger'),
    ];
    if (dialPad) {
      buttons.unshift(button('Open phone', () => this.#run(() => this.#phones.open(user))));
    }
    return [
      make('div', { className: 'who' },
        make('b', { textContent: name ?? user }), make('span', { textContent: user }), make('span', { className: sessions.length > 0 ? 'state' : '', textContent: count }),
        ...(sleeps ? [make('span', { textContent: 'woken by webhook' })] : [])),
      make('div', { className: 'buttons' }, ...buttons),
    ];
  }

  async #mint(user, path) {
    const { token } = await this.#api.post(`${path}/tokens`, {});
    find('#minted-for').textContent = user;
    find('#minted-token').value = token;
    find('#minted').hidden = false;
  }
}

// On other addresses than localhost, a page over http has no clipboard.
function copy(input) {
  input.select();
  navigator.clipboard?.writeText(input.value).catch(() => {});
}
