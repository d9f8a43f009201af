/**
 * What the client keeps on the device: it outlives a cold start. Lies in anything with `getItem`, `setItem` and
 * `removeItem`, such as `localStorage`.
 */
export class SoftphoneStorage {
  #items;

  constructor(items) {
    this.#items = items;
  }

  /** The token that was adopted last; null after a sign-out or a revocation (SESS-03). */
  get token() {
    return this.#items.getItem('token') || null;
  }

  set token(value) {
    this.#put('token', value);
  }

  /** The address presented with every authenticate (RECON-06), or null. */
  get emergencyAddressId() {
    return this.#items.getItem('emergency_address_id') || null;
  }

  set emergencyAddressId(value) {
    this.#put('emergency_address_id', value);
  }

  /** True while the user wants to be reachable; a cold start connects again then. */
  get online() {
    return this.#items.getItem('online') === 'true';
  }

  set online(value) {
    this.#put('online', value ? 'true' : null);
  }

  /** False after a sign-out, until the next sign-in. */
  get signedIn() {
    return this.#items.getItem('signed_out') !== 'true';
  }

  set signedIn(value) {
    this.#put('signed_out', value ? null : 'true');
  }

  #put(name, value) {
    if (value === null || value === undefined) {
      this.#items.removeItem(name);
    } else {
      this.#items.setItem(name, value);
    }
  }
}
