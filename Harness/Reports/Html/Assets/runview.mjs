// An opened run: its ladder, the message that was picked, its checks, what its driver printed.

import { el, say } from './dom.mjs';
import { fieldText } from './fieldtext.mjs';
import { createLadder, duration } from './ladder.mjs';
import { messagePanel } from './message.mjs';
import { checkTable } from './checks.mjs';
import { transcriptText } from './transcript.mjs';

const BROKEN = ['fail', 'warn', 'inconclusive', 'known-failing'];

/** Draws a run into an element of the page that is in sight. */
export function drawRun(mount, run, scenario, name) {
  const entries = run.entries.map(complete);
  const broken = run.checks.find(check => check.message && BROKEN.includes(check.verdict));
  const alive = entries.filter(entry => run.showsKeepAlive || entry.number === broken?.entry || !isKeepAlive(entry));
  const { panel, show } = messagePanel();
  const place = el('div', { class: 'ladder-place' });
  const pick = entry => {
    show(entry, run.checks);
    say(`${entry.name}: shown beside the ladder`);
  };
  const draw = shown => {
    const ladder = createLadder(place, { lanes: run.lanes, clockMoves: moves(run, shown), onSelect: pick, label: `Ladder diagram of ${name}` });
    ladder.add(shown);
    if (Number.isInteger(broken?.entry)) {
      ladder.mark(broken.entry);
    }
    return ladder;
  };

  mount.append(
    facts(run, scenario),
    el('h4', {}, 'What happened'),
    legend(),
    el('div', { class: 'what-happened' }, el('div', { class: 'ladder-side' }, place, missing(broken)), panel));
  const failing = entries.find(entry => entry.number === broken?.entry);
  if (failing) {
    show(failing, run.checks);
  }
  let ladder = draw(alive);
  if (alive.length < entries.length) {
    place.before(keepAliveBox(entries.length - alive.length, all => { ladder = draw(all ? entries : alive); }));
  }
  mount.append(
    fold(`Checks (${run.checks.length})`, checkTable(run.checks, number => ladder.select(number))),
    fold('Transcript as text', el('pre', { tabindex: '0' }, transcriptText(entries))));
  if (run.driverOutput) {
    mount.append(fold(`What the driver printed to stderr (${run.driverOutput.length} lines)`, el('pre', { class: 'driver', tabindex: '0' }, run.driverOutput.join('\n'))));
  }
}

// What the file leaves out because it says nothing.
const complete = entry => ({ ...entry, marks: entry.marks ?? [], injected: entry.injected ?? false, details: entry.details ?? fieldText(entry.fields) });

const isKeepAlive = entry => entry.name === 'ws.ping' || entry.name === 'ws.pong';

// A move stands before the first entry behind it, or at the end where none of those is shown.
function moves(run, shown) {
  const end = (shown.at(-1)?.number ?? -1) + 1;
  return (run.clockMoves ?? []).map(move => ({ ...move, before: Math.min(move.before, end) }));
}

function facts(run, scenario) {
  const known = [
    ['file', scenario.file],
    ['covers', scenario.covers.join(', ')],
    ['protocol time', duration(run.protocolMs)],
    ['seed', String(run.seed)],
    ['order', run.order],
    ['harness late by at most', run.latenessMs === undefined ? null : duration(run.latenessMs)],
    ['snapshot', run.snapshot === 'none' ? 'not compared' : run.snapshot],
  ].filter(([, value]) => value);
  return el('div', {},
    scenario.about && el('p', { class: 'about' }, scenario.about),
    el('dl', { class: 'facts' }, known.map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value)))));
}

function legend() {
  return el('p', { class: 'legend' }, 'Double line: injected by the scenario. Cross at the end of an arrow: taken by a rule. Cross on a line: fault of the network. Box: a rule from here on. ▶ and a frame: where the failure shows.');
}

// What never came has no arrow.
function missing(broken) {
  return broken && !Number.isInteger(broken.entry) && broken.head ? el('p', { class: 'missing' }, el('strong', {}, '▶ not met: '), el('code', {}, broken.head)) : null;
}

function keepAliveBox(count, change) {
  const box = el('input', { type: 'checkbox' });
  box.addEventListener('change', () => change(box.checked));
  return el('label', { class: 'keep-alive' }, box, ` show ${count} pings and pongs`);
}

const fold = (head, content) => el('details', { class: 'fold' }, el('summary', {}, head), content);
