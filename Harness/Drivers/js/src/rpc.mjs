/** JSON-RPC 2.0 over anything that carries texts. Portable: Node and pages. */

const PARSE_ERROR = -32700;
const INVALID_REQUEST = -32600;
const METHOD_NOT_FOUND = -32601;
const DRIVER_ERROR = -32000;

/** One end of a connection: answers `methods`, asks and notifies the other end. */
export class RpcPeer {
  #send;
  #methods;
  #waiting = new Map();
  #lastId = 0;

  /**
   * @param {(text: string) => void} send carries one message to the other end
   * @param {Record<string, (params: object) => unknown>} methods what may be asked here
   */
  constructor(send, methods) {
    this.#send = send;
    this.#methods = methods;
  }

  /** Asks the other end; rejects when it answers with an error, and stays open when it never answers. */
  request(method, params) {
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#write({ method, params, id });
    });
  }

  /** Tells the other end something that has no answer. */
  notify(method, params) {
    this.#write({ method, params });
  }

  /** Takes one message of the other end. */
  receive(text) {
    let message;
    try {
      message = JSON.parse(text);
    } catch (broken) {
      this.#refuse(null, PARSE_ERROR, `no JSON: ${broken.message}`);
      return;
    }
    if (Array.isArray(message)) {
      message.forEach((one) => this.#handle(one));
    } else {
      this.#handle(message);
    }
  }

  #handle(message) {
    if (message === null || typeof message !== 'object') {
      this.#refuse(null, INVALID_REQUEST, 'a message is an object');
    } else if (typeof message.method === 'string') {
      void this.#answer(message);
    } else {
      this.#take(message);
    }
  }

  #take({ id, result, error }) {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) {
      waiting?.reject(Object.assign(new Error(error.message), { code: error.code, data: error.data }));
    } else {
      waiting?.resolve(result);
    }
  }

  async #answer({ id, method, params }) {
    if (!Object.hasOwn(this.#methods, method)) {
      this.#refuse(id, METHOD_NOT_FOUND, `there is no method '${method}'`);
      return;
    }
    try {
      const result = await this.#methods[method](params ?? {});
      if (id !== undefined) {
        this.#write({ result: result ?? {}, id });
      }
    } catch (thrown) {
      this.#refuse(id, thrown?.rpcCode ?? DRIVER_ERROR, String(thrown?.message ?? thrown));
    }
  }

  #refuse(id, code, message) {
    if (id !== undefined) {
      this.#write({ error: { code, message }, id });
    }
  }

  #write(message) {
    this.#send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }
}
