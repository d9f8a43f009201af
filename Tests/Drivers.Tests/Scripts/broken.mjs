// A driver without any kit, broken in one way: `node broken.mjs WAY`.
import { createInterface } from 'node:readline';

const way = process.argv[2];
const least = ['connect', 'disconnect', 'connected', 'disconnected', 'error'];
const print = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
const answer = (id, result) => print({ id, result });
const capabilities = {
  'misspelt capability': [...least, 'hang upp'],
  'too few capabilities': ['connect', 'connected'],
  'no state': [...least, 'clock'],
};

if (way === 'exits') {
  console.error('no such module: softphone');
  process.exit(3);
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const { id, method } = JSON.parse(line);
  if (way === 'silent') return;
  if (way === 'prints') console.log(`got ${method}`);
  if (method === 'hello') {
    const result = { contract: way === 'other contract' ? 7 : 1, name: 'broken', version: '1', capabilities: capabilities[way] ?? least };
    answer(id, way === 'unreadable hello' ? { hello: 'there' } : result);
    if (way === 'answers twice') answer(id, result);
  } else if (way === 'no act' && method === 'act') {
    print({ id, error: { code: -32601, message: 'Method not found' } });
  } else {
    answer(id, {});
  }
});
