/** What the client keeps: shaped like `localStorage`. */
export interface ClientStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** What a client is made with. */
export interface Setup {
  /** Its name in the scenario, such as `laptop`. */
  lane: string;
  /** Base of the REST API, without `/v1`. This client's own. */
  restBase: string;
  /** Where it opens its WebSocket. */
  signallingUrl: string;
  /** The user token that it begins with. */
  token: string;
  /** Asks the app for a new token, and rejects when none is minted. Null when the app cannot be asked. */
  fetchToken: (() => Promise<string>) | null;
  /** Lives as long as the client, over its own `restart` too. */
  storage: ClientStorage;
  /** A whole number from which the client's chance may be drawn. Under the virtual clock the usual sources follow it by themselves. */
  seed: number;
  /** Texts of the scenario, as they are. */
  options: Record<string, string>;
  /** The client tells its app something, in the words of the scenario language. */
  emit(event: string, args?: Record<string, unknown>): void;
}

/** One client under the control of the harness. */
export interface Client {
  /**
   * Presses a button, and returns at once. What the client's own API refuses is an event `error`;
   * throw, or reject, only where the driver could not do its work.
   */
  act(action: string, args: Record<string, unknown>): void | Promise<void>;
  /** Switches the client off. Its sockets are broken already, so that no word reaches the server. */
  dispose(): void | Promise<void>;
}

/** The client under test, as the kit is told of it. */
export interface Adapter {
  /** For reports. */
  name: string;
  version: string;
  /** Actions and events that it knows, and further capabilities of the contract. What the kit adds is added by the kit. */
  capabilities: string[];
  /** Seconds after which the client gives up a call in which no media arrives. */
  silentMediaPatience?: number;
  /** Makes a client that is switched on and not connected. */
  create(setup: Setup): Client | Promise<Client>;
}

/** The stand-in for one client's microphone. */
export interface Microphone {
  /** Called when its first track is taken, and when its last is let go. */
  onchange: (state: 'captured' | 'released') => void;
  /** What becomes of it from now on; `seconds` by how much access is delayed. */
  becomes(state: 'grants' | 'denies' | 'delays' | 'changes' | 'loses', seconds?: number): void;
}
