// The judgements of a run.

import { el } from './dom.mjs';

const SIGNS = { pass: '✓', fail: '✗', warn: '!', skip: '–', 'known-failing': '◐', 'unexpected-pass': '‼', flaky: '≈', inconclusive: '?', error: '⚠' };

/** A verdict as a word with its sign. */
export function badge(verdict) {
  return el('span', { class: `badge is-${verdict}` }, el('span', { 'aria-hidden': 'true' }, SIGNS[verdict] ?? '?'), ` ${verdict}`);
}

/** A check in a few words: verdict, requirement with its text, what was wrong. */
export function checkLine(check) {
  return [
    badge(check.verdict), ' ',
    check.requirement ? el('a', { href: `#requirement=${check.requirement}` }, check.name) : el('code', {}, check.name),
    check.requirement && demand(check.requirement),
    check.timing && ` Time: ${check.timing}.`,
    check.message && el('span', { class: 'message' }, ` ${check.message}`),
  ].filter(Boolean);
}

// The page has the text of each requirement once, in its matrix.
function demand(id) {
  const row = document.getElementById(`requirement=${id}`);
  if (!row) {
    return null;
  }
  const [level, text] = [row.cells[2].textContent, row.cells[3].cloneNode(true)];
  text.querySelector('.source')?.remove();
  return ` (${level}): ${text.textContent.trim()}`;
}

/** All checks of a run; a button leads to the arrow that met or broke one. */
export function checkTable(checks, select) {
  const rows = checks.map(check => el('tr', {},
    el('td', {}, badge(check.verdict)),
    el('th', { scope: 'row' }, check.requirement ? el('a', { href: `#requirement=${check.requirement}` }, check.name) : el('code', {}, check.name)),
    el('td', {}, el('code', {}, check.head ?? ''), check.place && el('span', { class: 'source' }, ` ${check.place}`)),
    el('td', {}, [check.message, check.timing && `time: ${check.timing}`, check.waiver, check.notScored && `not scored: ${check.notScored}`].filter(Boolean).join('; ')),
    el('td', {}, Number.isInteger(check.entry) && arrowButton(check, select))));
  return el('div', { class: 'wide', role: 'region', 'aria-label': 'Checks', tabindex: '0' }, el('table', {},
    el('thead', {}, el('tr', {}, ['Verdict', 'Check', 'Line', 'What', 'Arrow'].map(name => el('th', { scope: 'col' }, name)))),
    el('tbody', {}, rows)));
}

function arrowButton(check, select) {
  const button = el('button', { type: 'button', 'aria-label': `show entry ${check.entry} in the ladder` }, `${check.entry}`);
  button.addEventListener('click', () => select(check.entry));
  return button;
}
