/** An `EventTarget` with `on…` attributes, as the classes of a browser have them. */
export class HandlerTarget extends EventTarget {
  #handlers = new Map();

  handler(type) {
    return this.#handlers.get(type) ?? null;
  }

  setHandler(type, handler) {
    // The listener stays where it first was: setting the attribute again does not move it behind others.
    if (!this.#handlers.has(type)) {
      this.addEventListener(type, (event) => this.#handlers.get(type)?.call(this, event));
    }
    this.#handlers.set(type, typeof handler === 'function' ? handler : null);
  }
}

/** Gives a class the `on…` attributes of these events. */
export function defineHandlers(target, types) {
  for (const type of types) {
    Object.defineProperty(target.prototype, `on${type}`, {
      configurable: true,
      enumerable: true,
      get() {
        return this.handler(type);
      },
      set(handler) {
        this.setHandler(type, handler);
      },
    });
  }
}

/** An event with further members. */
export function eventWith(type, members, init) {
  return Object.assign(new Event(type, init), members);
}
