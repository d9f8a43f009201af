// What one arrow of the ladder carries, and what the run's checks say of it.

import { el } from './dom.mjs';
import { duration } from './ladder.mjs';
import { checkLine } from './checks.mjs';

/** The panel beside the ladder; empty until an arrow is picked. */
export function messagePanel() {
  const panel = el('section', { class: 'panel', 'aria-label': 'Message', tabindex: '0' }, el('p', { class: 'hint' }, 'Pick an arrow (click, or arrow keys and Enter) to see its message and its check.'));
  return { panel, show: (entry, checks) => panel.replaceChildren(...parts(entry, checks)) };
}

function parts(entry, checks) {
  const about = checks.filter(check => check.entry === entry.number);
  return [
    el('h5', {}, el('code', {}, entry.name)),
    el('p', {}, `${entry.from} ${entry.injected ? '⇒' : '→'} ${entry.to}, ${entry.kind}, at ${duration(entry.at)}, entry ${entry.number}`),
    entry.injected && el('p', { class: 'note' }, 'Injected by the scenario: the server would not have sent it by itself.'),
    entry.consumedBy && el('p', { class: 'note' }, `It never arrived: the rule “${entry.consumedBy}” took it.`),
    ...entry.marks.filter(mark => !mark.startsWith('consumed by: ')).map(mark => el('p', { class: mark.startsWith('not valid') ? 'message' : 'note' }, mark)),
    body(entry),
    el('h6', {}, about.length === 0 ? 'No check looked at this one.' : about.length === 1 ? 'Its check' : 'Its checks'),
    about.length > 0 && el('ul', { class: 'checks' }, about.map(check => el('li', {}, checkLine(check)))),
  ].filter(Boolean);
}

function body(entry) {
  if (entry.fields) {
    return el('pre', { class: 'json' }, JSON.stringify(entry.fields, null, 2));
  }
  return el('p', {}, entry.details || 'It carries nothing.');
}
