export { dialIn, microphone, serveStdio } from './node.mjs';
