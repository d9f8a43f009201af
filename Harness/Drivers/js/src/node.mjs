import Link from 'ws';
import { serveSocket } from './dial-in.mjs';
import { NodeWorld } from './node-world.mjs';

export { microphone } from './node-media.mjs';
export { serveStdio } from './stdio.mjs';

/**
 * Dials in to a waiting harness (`--client listen`) from Node, and drives the client.
 * @param {import('./types.js').Adapter} adapter
 * @param {string} url what the harness printed
 * @returns {Promise<void>} resolves when the harness hangs up
 */
export function dialIn(adapter, url) {
  return serveSocket(adapter, new NodeWorld(), new Link(url, { perMessageDeflate: false }));
}
