/** Makes an element. Properties that are functions are listeners: `{ click: () => … }`. */
export function make(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === 'function') {
      element.addEventListener(name, value);
    } else if (name.startsWith('data-') || name.startsWith('aria-')) {
      element.setAttribute(name, value);
    } else {
      element[name] = value;
    }
  }
  element.append(...children);
  return element;
}

export const find = (selector) => document.querySelector(selector);

/** A button; `key` tells which one it is when its list is drawn again. */
export function button(label, click, className = '') {
  return make('button', { type: 'button', className, textContent: label, click, 'data-key': label });
}

/** A list that is drawn again whenever its things change, and leaves alone what has not: neither focus nor input is lost. */
export class List {
  #element;
  #keyOf;
  #makeItem;
  #drawn = new Map();

  /**
   * @param {HTMLElement} element
   * @param {(thing: object) => string} keyOf
   * @param {(thing: object) => Node[]} makeItem
   */
  constructor(element, keyOf, makeItem) {
    this.#element = element;
    this.#keyOf = keyOf;
    this.#makeItem = makeItem;
  }

  draw(things) {
    const before = this.#drawn;
    const focused = this.#element.contains(document.activeElement) ? document.activeElement : null;
    this.#drawn = new Map(things.map((thing) => {
      const key = this.#keyOf(thing);
      const text = JSON.stringify(thing);
      const known = before.get(key);
      return [key, known?.text === text ? known : { text, item: this.#redraw(key, known, thing, focused) }];
    }));
    for (const [key, { item }] of before) {
      if (!this.#drawn.has(key)) {
        item.remove();
      }
    }
    [...this.#drawn.values()].forEach(({ item }, index) => {
      if (this.#element.children[index] !== item) {
        this.#element.insertBefore(item, this.#element.children[index] ?? null);
      }
    });
    if (focused !== null && !focused.isConnected) {
      this.#element.querySelector('[data-refocus]')?.focus();
    }
    this.#element.querySelector('[data-refocus]')?.removeAttribute('data-refocus');
  }

  #redraw(key, known, thing, focused) {
    const item = make('li', {}, ...this.#makeItem(thing));
    if (known !== undefined) {
      const lost = known.item.contains(focused) ? focused.dataset.key : undefined;
      known.item.replaceWith(item);
      if (lost !== undefined) {
        // The button itself may be gone with the state that it belonged to; the first of the item is near it then.
        (item.querySelector(`[data-key="${CSS.escape(lost)}"]`) ?? item.querySelector('button'))?.setAttribute('data-refocus', '');
      }
    }
    return item;
  }
}
