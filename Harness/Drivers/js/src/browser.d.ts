import type { Adapter } from './types.js';

export type { Adapter, Client, ClientStorage, Setup } from './types.js';

/**
 * Dials in to a waiting harness (`--client listen`) from a page. Resolves when the harness hangs up.
 * `url` is what the harness printed; default: the query parameter `driver` of the page.
 */
export function dialIn(adapter: Adapter, url?: string): Promise<void>;
