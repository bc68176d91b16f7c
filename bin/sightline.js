#!/usr/bin/env node
'use strict';

const { existsSync } = require('node:fs');
const { enableCompileCache } = require('node:module');
const { join } = require('node:path');

const root = join(__dirname, '..');

/** A checkout has the sources, which are loaded, as a build in lib/ may be older than what a team has edited. A package has only the build. */
function load() {
  if (!existsSync(join(root, 'src', 'sightline', 'cli', 'run.ts')))
    return require('../lib/src/sightline/cli/run');
  require('../src/sightline/cli/register-sources');
  return require('../src/sightline/cli/run');
}

// from Node 22 on, a tenth of a start; where it is kept, and how to do without, is a matter of Node's own variables
enableCompileCache?.();
load();
