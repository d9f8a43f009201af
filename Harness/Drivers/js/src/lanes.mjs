import { FreeFlow } from './free-flow.mjs';

/** Knows whose server a URL is: each client has an address of its own, so a connection tells its lane by where it goes. */
export class Lanes {
  #byHost = new Map();

  /** The flow of what goes to no client's server. */
  nowhere = new FreeFlow();

  /** @param {{ lane: string, flow: object }} client */
  add(client, restBase, signallingUrl) {
    for (const url of [restBase, signallingUrl]) {
      this.#byHost.set(hostOf(url), client);
    }
  }

  remove(client) {
    for (const [host, owner] of this.#byHost) {
      if (owner === client) {
        this.#byHost.delete(host);
      }
    }
  }

  /** The client whose server this is, or undefined. */
  of(url) {
    return this.#byHost.get(hostOf(url));
  }
}

// The port is always written out, so that ws://host and http://host:80 are the same place.
function hostOf(url) {
  const { protocol, hostname, port } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' || protocol === 'wss:' ? 443 : 80)}`;
}
