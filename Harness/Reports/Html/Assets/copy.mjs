// The button that copies a command. From a disk the clipboard may be out of reach: then the text is selected.

import { el, say } from './dom.mjs';

/** Adds the button to the paragraphs of a run that show a command. */
export function addCopyButtons(body) {
  for (const line of body.querySelectorAll('.replay')) {
    if (!line.querySelector('button')) {
      const button = el('button', { type: 'button' }, 'Copy');
      button.addEventListener('click', () => copy(line.querySelector('code'), button));
      line.append(' ', button);
    }
  }
}

async function copy(code, button) {
  try {
    await navigator.clipboard.writeText(code.textContent);
    tell(button, 'Copied');
  } catch {
    getSelection().selectAllChildren(code);
    tell(button, 'Selected: press Ctrl+C');
  }
}

function tell(button, words) {
  button.textContent = words;
  say(words);
}
