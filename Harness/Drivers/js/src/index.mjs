export { dialIn, serveStdio } from './node.mjs';
