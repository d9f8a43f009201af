const longest = 500;

/** The log on the page: newest below, and in view. */
export class LogView {
  #list;

  constructor(list) {
    this.#list = list;
  }

  /**
   * @param {string} text
   * @param {'' | 'error' | 'asked'} [kind]
   */
  add(text, kind = '') {
    const line = document.createElement('li');
    const time = document.createElement('time');
    const words = document.createElement('span');
    time.textContent = new Date().toISOString().slice(11, 23);
    words.textContent = text;
    words.className = kind;
    line.append(time, words);
    this.#list.append(line);
    if (this.#list.childElementCount > longest) {
      this.#list.firstElementChild.remove();
    }
    this.#list.scrollTop = this.#list.scrollHeight;
  }
}

/** Arguments as a person reads them. */
export function words(args) {
  return Object.entries(args)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => `${name}=${typeof value === 'object' ? JSON.stringify(value) : value}`)
    .join(' ');
}
