import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';

const current = new AsyncLocalStorage();

/** Runs something on behalf of a client: what it starts, however late, is the same client's. */
export function onBehalfOf(client, act) {
  return current.run(client, act);
}

/** On whose behalf the running code runs; undefined for nobody's. */
export function currentClient() {
  return current.getStore();
}

/** The function, to be called from anywhere on behalf of whoever is served now. */
export function bound(act) {
  return AsyncResource.bind(act);
}
