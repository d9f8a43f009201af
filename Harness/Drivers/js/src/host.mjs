import { complain } from './report.mjs';
import { RpcPeer } from './rpc.mjs';
import { StorageShelf } from './storage.mjs';

/** Version of the driver contract that is spoken here. */
export const CONTRACT = 1;

/**
 * The driver: answers the harness, and keeps the clients. What depends on where it runs (Node or a page) is in `world`.
 */
export class DriverHost {
  #adapter;
  #world;
  #peer;
  #clients = new Map();
  #storages = new StorageShelf();

  /**
   * @param {object} adapter the client under test, as the kit's users write it
   * @param {object} world `capabilities`, and how clients enter, come to rest and leave
   * @param {(text: string) => void} send carries one message to the harness
   */
  constructor(adapter, world, send) {
    this.#adapter = adapter;
    this.#world = world;
    this.#peer = new RpcPeer(send, {
      hello: () => this.#hello(),
      'client.create': (params) => this.#create(params),
      'client.dispose': (params) => this.#dispose(params),
      act: (params) => this.#act(params),
      ...world.methods,
    });
  }

  /** Takes one message of the harness. */
  receive(text) {
    this.#peer.receive(text);
  }

  /** Switches everything off. */
  async end() {
    await Promise.all([...this.#clients.keys()].map((client) => this.#dispose({ client })));
  }

  #hello() {
    const { name, version, capabilities, silentMediaPatience } = this.#adapter;
    return {
      contract: CONTRACT,
      name,
      version,
      capabilities: [...new Set([...capabilities, ...this.#world.capabilities])],
      ...(silentMediaPatience === undefined ? {} : { silent_media_patience: silentMediaPatience }),
    };
  }

  async #create(params) {
    const { client: id } = params;
    if (this.#clients.has(id)) {
      throw new Error(`there is a client '${id}' already`);
    }
    const entry = { id, storage: params.storage, isOn: true, place: this.#world.enter(params) };
    this.#clients.set(id, entry);
    try {
      entry.client = await this.#world.within(entry.place, () => this.#adapter.create(this.#setup(entry, params)));
    } catch (thrown) {
      this.#clients.delete(id);
      entry.isOn = false;
      await this.#world.leave(entry.place);
      throw thrown;
    }
    return this.#rest(entry);
  }

  #setup(entry, params) {
    const { lane, rest_base, signalling_url, token, token_provider, storage, seed, options } = params;
    return {
      lane,
      restBase: rest_base,
      signallingUrl: signalling_url,
      token,
      fetchToken: token_provider ? () => this.#world.fetchToken(entry.place, () => this.#askToken(entry)) : null,
      storage: this.#storages.open(storage ?? entry.id),
      seed,
      options: options ?? {},
      emit: (event, args) => this.#emit(entry, event, args),
    };
  }

  async #askToken({ id }) {
    const { token } = await this.#peer.request('token', { client: id });
    return token;
  }

  #emit(entry, event, args = {}) {
    if (entry.isOn) {
      this.#peer.notify('event', { client: entry.id, event, args });
    }
  }

  async #act({ client: id, action, args }) {
    const entry = this.#find(id);
    const press = { isAnswered: false, refusal: null };
    Promise.resolve()
      .then(() => this.#world.within(entry.place, () => entry.client.act(action, args ?? {})))
      .catch((thrown) => {
        press.refusal = { thrown };
        if (press.isAnswered) {
          complain(`'${action}' failed after it was answered`, thrown);
        }
      });
    const result = await this.#rest(entry);
    press.isAnswered = true;
    if (press.refusal) {
      throw press.refusal.thrown;
    }
    return result;
  }

  async #dispose({ client: id }) {
    const entry = this.#find(id);
    this.#clients.delete(id);
    entry.isOn = false;
    // First, so that a client that says goodbye says it to nobody.
    this.#world.sever(entry.place);
    try {
      await this.#world.bounded(entry.place, this.#world.within(entry.place, () => entry.client?.dispose()));
    } catch (thrown) {
      complain('the client could not be disposed of properly', thrown);
    }
    if (![...this.#clients.values()].some((other) => other.storage === entry.storage)) {
      this.#storages.drop(entry.storage);
    }
    await this.#world.leave(entry.place);
    return {};
  }

  async #rest(entry) {
    const state = await this.#world.rest(entry.place);
    return state ? { state } : {};
  }

  #find(id) {
    const entry = this.#clients.get(id);
    if (!entry) {
      throw new Error(`there is no client '${id}'`);
    }
    return entry;
  }
}
