// The node softphone, wrong in the one way that the client option `wrong` of a scenario names.
import { makeAdapter } from '../../../Fixtures/Clients/browser-softphone/adapter.mjs';
import { Backoff } from '../../../Fixtures/Clients/browser-softphone/softphone/backoff.mjs';
import { faults } from '../../../Fixtures/Clients/browser-softphone/softphone/faults.mjs';
import { serveStdio } from '../../../Harness/Drivers/js/src/node.mjs';

const how = { name: 'node softphone, wrong in every way', userAgent: 'node-softphone/1.0 (node)' };
const usualWait = Backoff.prototype.next;

// Under the virtual clock a process plays one scenario after another, so one factor is enough.
let waitFactor = 1;
Backoff.prototype.next = function next() {
  return usualWait.call(this) * waitFactor;
};

const waits = { 'returns early': 0.1, 'returns late': 6 };

const buttons = {
  'misdials': (client, action, args) => client.act(action, action === 'call' ? { ...args, to: args.to.replace(/.$/, '9') } : args),
  'dies': (client, action, args) => {
    if (action !== 'mute') {
      return client.act(action, args);
    }
    console.error('warming up the audio device\nTypeError: cannot read properties of null (reading \'setEnabled\')\n    at mute (audio.js:41:17)');
    process.exit(7);
  },
};

serveStdio({
  ...makeAdapter(how),
  create(setup) {
    const { wrong } = setup.options;
    waitFactor = waits[wrong] ?? 1;
    const client = makeAdapter({ ...how, faults: faults.filter((fault) => fault.name === wrong) }).create(setup);
    return buttons[wrong] ? { act: (action, args) => buttons[wrong](client, action, args), dispose: () => client.dispose() } : client;
  },
});
