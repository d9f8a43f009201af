import { serveSocket } from './dial-in.mjs';
import { PageWorld } from './page-world.mjs';

/**
 * Dials in to a waiting harness (`--client listen`) from a page, and drives the client.
 * @param {import('./browser.js').Adapter} adapter
 * @param {string} [url] what the harness printed; default: the query parameter `driver` of the page
 * @returns {Promise<void>} resolves when the harness hangs up
 */
export function dialIn(adapter, url = new URLSearchParams(globalThis.location?.search).get('driver')) {
  if (!url) {
    throw new Error('where is the harness? Give its URL, or open the page with ?driver=ws://…');
  }
  return serveSocket(adapter, new PageWorld(), new WebSocket(url));
}
