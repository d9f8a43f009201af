import type { Adapter, Microphone } from './types.js';

export type { Adapter, Client, ClientStorage, Microphone, Setup } from './types.js';

/**
 * Drives a client over stdin and stdout. Everything else that is printed goes to stderr. When stdin ends, the process ends.
 * Adds the capabilities `clock` and `pings`.
 */
export function serveStdio(adapter: Adapter): void;

/** Dials in to a waiting harness (`--client listen`). Resolves when the harness hangs up. Adds `clock` and `pings`. */
export function dialIn(adapter: Adapter, url: string): Promise<void>;

/** The microphone of the client on whose behalf the caller runs (in `create`, in `act`, and in all that follows from them). */
export function microphone(): Microphone;
