// The node softphone, dialling in: `node dial.mjs URL`.
import { makeAdapter } from '../../../Fixtures/Clients/browser-softphone/adapter.mjs';
import { dialIn } from '../../../Harness/Drivers/js/src/node.mjs';

await dialIn(makeAdapter({ faults: [], userAgent: 'dialling-softphone/1.0 (node)' }), process.argv[2]);
