#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..');

/**
 * In a checkout the sources are loaded, as a build in lib/ may be older than what a team has edited; elsewhere there is only the build.
 */
function load() {
  const project = join(root, 'tsconfig.json');
  if (existsSync(join(root, 'src', 'sightline', 'cli', 'main.ts')) && existsSync(project)) {
    try {
      process.env.TS_NODE_PROJECT ??= project;
      require('ts-node/register/transpile-only');
      return require('../src/sightline/cli/main');
    } catch (failure) {
      if (failure.code !== 'MODULE_NOT_FOUND') throw failure;
    }
  }
  return require('../lib/src/sightline/cli/main');
}

load()
  .main(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((failure) => {
    // a mistake of ours, not of the user: all there is to know, and no verdict
    process.stderr.write(`${failure?.stack ?? failure}\n`);
    process.exitCode = 2;
  });
