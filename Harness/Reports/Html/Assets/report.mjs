// Brings the page to life: filters, links to runs, runs that are drawn when they are opened, and paper.

import { el } from './dom.mjs';
import { createFilters } from './filters.mjs';
import { readPlace, writePlace } from './place.mjs';
import { drawRun } from './runview.mjs';
import { addCopyButtons } from './copy.mjs';

const NOTHING = { q: '', area: '', verdict: [], odd: false, drift: false };
const MOST_DRAWN_ON_PAPER = 40;

const filters = createFilters(document.getElementById('filters'), state => writePlace(readPlace().run, state));
let scenarios = null;
let forPaper = [];

// The only place that reads what the file carries beside its markup.
const read = id => JSON.parse(document.getElementById(id).textContent);

const keyOf = details => details.parentElement.id.slice('run='.length);

function open(details) {
  const body = details.querySelector('.body');
  if (!body.querySelector('.view')) {
    const run = read(`run-${details.dataset.run}`);
    scenarios ??= read('scenarios');
    const mount = el('div', { class: 'view' });
    body.append(mount);
    drawRun(mount, run, scenarios[run.scenario], details.querySelector('.id').textContent);
    addCopyButtons(body);
  }
}

// A closed run is drawn anew when it is opened again: the page stays small however many were looked at.
const close = details => details.querySelector('.view')?.remove();

document.getElementById('runs').addEventListener('toggle', event => {
  const details = event.target;
  if (!details.dataset.run || forPaper.includes(details)) {
    return;
  }
  if (details.open) {
    open(details);
    writePlace(keyOf(details), filters.state());
  } else {
    close(details);
    if (readPlace().run === keyOf(details)) {
      writePlace(null, filters.state());
    }
  }
}, true);

function goToPlace() {
  const place = readPlace();
  if (place.hasFilters) {
    filters.set(place.filters);
  }
  const item = place.run && document.getElementById(`run=${place.run}`);
  if (!item) {
    return;
  }
  if (item.hidden) {
    filters.set(NOTHING);
  }
  const details = item.querySelector('details');
  details.open = true;
  open(details);
  details.querySelector('summary').focus({ preventScroll: true });
  item.scrollIntoView({ block: 'start' });
}

addEventListener('beforeprint', () => {
  forPaper = [...document.querySelectorAll('li.run:not([hidden])[data-odd="yes"]:not([data-verdict="skip"]) > details:not([open])')];
  for (const [at, details] of forPaper.entries()) {
    details.open = true;
    if (at < MOST_DRAWN_ON_PAPER) {
      open(details);
    }
  }
});
addEventListener('afterprint', () => {
  for (const details of forPaper.splice(0)) {
    details.open = false;
  }
});

addEventListener('hashchange', goToPlace);
filters.set(NOTHING);
goToPlace();
