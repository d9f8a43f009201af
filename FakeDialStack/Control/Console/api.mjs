const kept = 'dialstack.control';

/** What the control API said when it refused. */
export class Refused extends Error {
  constructor(status, { message, remedy }) {
    super(remedy ? `${message} ${remedy}` : message);
    this.status = status;
  }
}

/** The control API. The token, where one is needed, comes in the fragment of the address, which no server gets to see. */
export class Api {
  #token = null;

  constructor() {
    const given = new URLSearchParams(location.hash.slice(1)).get('control');
    if (given !== null) {
      sessionStorage.setItem(kept, given);
      history.replaceState(null, '', location.pathname);
    }
    this.#token = sessionStorage.getItem(kept);
  }

  useToken(token) {
    this.#token = token;
    sessionStorage.setItem(kept, token);
  }

  get(path) {
    return this.#ask('GET', path);
  }

  post(path, body) {
    return this.#ask('POST', path, body);
  }

  delete(path) {
    return this.#ask('DELETE', path);
  }

  /** The answer as it comes. */
  async open(path, headers, signal) {
    const answer = await fetch(`control/${path}`, { headers: { ...this.#headers(), ...headers }, signal });
    if (!answer.ok) {
      throw new Refused(answer.status, (await answer.json()).error);
    }
    return answer;
  }

  async #ask(method, path, body) {
    const headers = this.#headers();
    if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
    }
    const answer = await fetch(`control/${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const said = answer.status === 204 ? null : await answer.json();
    if (!answer.ok) {
      throw new Refused(answer.status, said.error);
    }
    return said;
  }

  #headers() {
    return this.#token === null ? {} : { Authorization: `Bearer ${this.#token}` };
  }
}
