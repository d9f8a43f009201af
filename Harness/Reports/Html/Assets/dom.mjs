// Small ways to make elements. Text is always set as text.

/** An element with attributes and children; a child that is no node becomes text, null and false are left out. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== false) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter(child => child !== null && child !== false && child !== undefined));
  return element;
}

/** Says something to those who cannot see it happen. */
export function say(words) {
  const region = document.getElementById('said') ?? document.body.appendChild(el('div', { id: 'said', class: 'unseen', role: 'status' }));
  region.textContent = words;
}
