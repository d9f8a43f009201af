#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { microphone, serveStdio } from '../src/node.mjs';
import { sdkAdapter } from '../src/sdk.mjs';

const USAGE = 'sdk-driver --sdk <module path or name>   drives the vendor\'s SDK over stdin and stdout';
const DEFAULT_SDK = '@dialstack/sdk-webrtc';

function readOptions() {
  try {
    return parseArgs({ options: { sdk: { type: 'string', default: DEFAULT_SDK }, help: { type: 'boolean', short: 'h' } } }).values;
  } catch (mistake) {
    give(`${mistake.message}\n${USAGE}`, 2);
  }
}

/** Finds the module as if it was imported where the driver is started. */
function locate(sdk) {
  const file = path.resolve(sdk);
  if (existsSync(file)) {
    return createRequire(`${file}/`).resolve(file);
  }
  try {
    return createRequire(`${process.cwd()}/`).resolve(sdk);
  } catch {
    give(`there is no module '${sdk}'. Install it where the driver is started, or give its path: --sdk ./node_modules/…/index.js`, 2);
  }
}

/** Name and version of the package that the file belongs to. */
function describe(file) {
  for (let folder = path.dirname(file); folder !== path.dirname(folder); folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (existsSync(manifest)) {
      const { name, version } = JSON.parse(readFileSync(manifest, 'utf8'));
      return { name, version };
    }
  }
  return {};
}

function give(text, code) {
  console.error(text);
  process.exit(code);
}

const { sdk, help } = readOptions();
if (help) {
  give(USAGE, 0);
}
const file = locate(sdk);
let adapter;
try {
  adapter = sdkAdapter(await import(pathToFileURL(file)), { ...describe(file), microphone });
} catch (unusable) {
  give(`the module '${sdk}' (${file}) cannot be driven: ${unusable.message}`, 2);
}
serveStdio(adapter);
