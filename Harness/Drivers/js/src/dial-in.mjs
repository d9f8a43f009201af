import { DriverHost } from './host.mjs';

/**
 * Speaks the contract over a WebSocket that has been dialled to the harness, one message a text frame.
 * Resolves when the harness closes it and the clients are gone; rejects when it cannot be opened.
 */
export function serveSocket(adapter, world, socket) {
  const host = new DriverHost(adapter, world, (text) => socket.send(text));
  return new Promise((resolve, reject) => {
    let isOpen = false;
    socket.onopen = () => (isOpen = true);
    socket.onmessage = ({ data }) => host.receive(data);
    socket.onclose = async ({ code }) => {
      await host.end();
      if (isOpen) {
        resolve();
      } else {
        reject(new Error(`the harness cannot be dialled at ${socket.url} (close code ${code})`));
      }
    };
  });
}
