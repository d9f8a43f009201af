#!/usr/bin/env node
import { makeAdapter } from '../browser-softphone/adapter.mjs';
import { faults, faultsNamed } from '../browser-softphone/softphone/faults.mjs';
import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: { fault: { type: 'string', multiple: true, default: [] }, 'list-faults': { type: 'boolean', default: false } },
});

if (values['list-faults']) {
  for (const { name, requirement, fault } of faults) {
    console.log(`${name.padEnd(32)}${requirement.padEnd(14)}${fault}`);
  }
} else {
  const { serveStdio } = await import('../../../Harness/Drivers/js/src/node.mjs');
  serveStdio(makeAdapter({ name: 'node softphone', faults: faultsNamed(values.fault), userAgent: 'node-softphone/1.0 (node)' }));
}
