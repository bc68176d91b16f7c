// What npm runs before it packs: builds, after installing what that needs in a fresh clone. npm shows it only where it fails.
'use strict';

const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '../..');

/** Runs a command of npm, which says nothing on the standard output: that belongs to `npm pack --json`. */
function npm(...args) {
  const { npm_config_dry_run: _, ...env } = process.env;
  const { status } = spawnSync('npm', args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(status ?? 1);
}

if (!existsSync(join(root, 'node_modules/@swc/core'))) npm('ci', '--ignore-scripts', '--no-audit');
npm('run', '--silent', 'build');
