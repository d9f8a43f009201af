import { DriverHost } from './host.mjs';
import { NodeWorld } from './node-world.mjs';
import { complain } from './report.mjs';

/**
 * Drives a client over stdin and stdout, one message a line. Everything else that is printed goes to stderr,
 * so that stdout carries the contract only. When stdin ends, the process ends.
 */
export function serveStdio(adapter) {
  const write = keepStdoutForTheContract();
  surviveTheClient();
  const host = new DriverHost(adapter, new NodeWorld(), (text) => write(`${text}\n`));
  readLines(process.stdin, (line) => host.receive(line), async () => {
    await host.end();
    process.exit(0);
  });
}

function keepStdoutForTheContract() {
  const write = process.stdout.write.bind(process.stdout);
  process.stdout.write = process.stderr.write.bind(process.stderr);
  return write;
}

// A page goes on after an error that nobody caught, and the scenarios after this one want the process.
function surviveTheClient() {
  process.on('uncaughtException', (thrown) => complain('the client threw', thrown));
  process.on('unhandledRejection', (thrown) => complain('the client left a rejection unhandled', thrown));
}

function readLines(stream, take, end) {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.filter((line) => line.trim() !== '').forEach(take);
  });
  stream.on('end', end);
}
