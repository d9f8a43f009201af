/** What clients keep over a restart, by the handle that the harness gives. */
export class StorageShelf {
  #byHandle = new Map();

  /** The storage under a handle, shaped like `localStorage`; the same for everybody who has the handle. */
  open(handle) {
    let values = this.#byHandle.get(handle);
    if (!values) {
      this.#byHandle.set(handle, (values = new Map()));
    }
    return {
      getItem: (key) => values.get(String(key)) ?? null,
      setItem: (key, value) => void values.set(String(key), String(value)),
      removeItem: (key) => void values.delete(String(key)),
    };
  }

  /** Forgets it: whoever opens the handle next finds it empty. */
  drop(handle) {
    this.#byHandle.delete(handle);
  }
}
