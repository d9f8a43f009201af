// The node softphone with a driver that goes wrong at the touch of a button: in scenarios whose client has the option `misbehave`.
import { spawn } from 'node:child_process';
import { makeAdapter } from '../../../Fixtures/Clients/browser-softphone/adapter.mjs';
import { serveStdio } from '../../../Harness/Drivers/js/src/node.mjs';

const raw = process.stdout.write.bind(process.stdout);
const adapter = makeAdapter({ faults: [] });
const ways = {
  garbage: () => raw('Hello from a stray print\n'),
  death: () => {
    console.error('about to fall over');
    process.exit(7);
  },
  killed: () => process.kill(process.pid, 'SIGKILL'),
  flood: (setup) => {
    for (let i = 0; i < 25_000; i++) setup.emit('log', { level: 'info', text: `${i}` });
  },
  'unknown event': (setup) => setup.emit('conected', {}),
  'stray client': () => raw('{"jsonrpc":"2.0","method":"event","params":{"client":"laptop","event":"connected"}}\n'),
  'unreadable event': () => raw('{"jsonrpc":"2.0","method":"event","params":{"client":"x","name":"connected"}}\n'),
  'unknown method': () => raw('{"jsonrpc":"2.0","method":"events","params":{}}\n'),
  object: () => raw('{ a: 1 }\n'),
  refusal: () => {
    throw new Error('this button is stuck');
  },
  hang: () => {
    for (;;);
  },
  children: () => {
    spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)', ...process.argv.slice(2)], { stdio: 'ignore', detached: false });
    process.exit(8);
  },
};

serveStdio({
  ...adapter,
  // Words that nothing in the client stands for, for the doctor.
  capabilities: [...adapter.capabilities, ...process.argv.slice(2).filter((word) => word.startsWith('claims:')).map((word) => word.slice(7))],
  async create(setup) {
    const client = await adapter.create(setup);
    const way = ways[setup.options.misbehave];
    return way ? { act: (action, args) => (action === 'connect' ? way(setup) : client.act(action, args)), dispose: () => client.dispose() } : client;
  },
});
