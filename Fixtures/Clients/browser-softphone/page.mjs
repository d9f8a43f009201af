import { faultsNamed } from './softphone/faults.mjs';
import { ByHand } from './page/by-hand.mjs';
import { Driven } from './page/driven.mjs';
import { LogView } from './page/log-view.mjs';

const parameters = new URLSearchParams(location.search);
const log = new LogView(document.querySelector('#log'));
const status = document.querySelector('#status');

function chosenFaults() {
  const names = parameters.getAll('fault');
  const badge = document.querySelector('#fault');
  badge.hidden = names.length === 0;
  badge.textContent = names.map((name) => `fault: ${name}`).join(', ');
  return faultsNamed(names);
}

try {
  const faults = chosenFaults();
  const driver = parameters.get('driver');
  if (driver === null) {
    new ByHand(log, status, faults).start();
  } else {
    await new Driven(log, status, faults).start(driver);
  }
} catch (thrown) {
  log.add(thrown.message, 'error');
  throw thrown;
}
