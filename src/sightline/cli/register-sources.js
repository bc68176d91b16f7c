'use strict';

/**
 * Makes Node load TypeScript in a checkout, where `register.ts` is not compiled: its loader is, here, and then loads all else. What is
 * compiled is kept where the loader keeps it: the compiler takes longer to load than the rest of this.
 */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { dirname, join } = require('node:path');

const manifest = require.resolve('@swc/core/package.json');
const folder = join(dirname(manifest), '../../.cache/sightline/typescript');
const options = {
  configFile: false,
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  module: { type: 'commonjs' },
};
const compiler = readFileSync(manifest, 'utf8') + JSON.stringify(options);

function compile(path) {
  const text = readFileSync(path, 'utf8');
  const kept = join(folder, `${createHash('sha256').update(`${compiler}\0${text}`).digest('hex')}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    // not compiled yet
  }
  const { code } = require('@swc/core').transformSync(text, options);
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${kept}.${process.pid}`, code);
    renameSync(`${kept}.${process.pid}`, kept);
  } catch {
    // what can't be kept is compiled again
  }
  return code;
}

// from 22.18 on Node has one of its own
const before = require.extensions['.ts'];
require.extensions['.ts'] = (module, path) => module._compile(compile(path), path);
const { loadTypeScript } = require('./load-typescript.ts');
if (before === undefined) delete require.extensions['.ts'];
else require.extensions['.ts'] = before;
loadTypeScript();
