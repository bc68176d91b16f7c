'use strict';

/**
 * Makes Node load TypeScript in a checkout, where `register.ts` is not compiled: its loader is, here, and then loads all else.
 */
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');

// from 22.18 on Node has one of its own
const before = require.extensions['.ts'];
require.extensions['.ts'] = (module, path) => {
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    configFile: false,
    swcrc: false,
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  });
  module._compile(code, path);
};
const { loadTypeScript } = require('./load-typescript.ts');
if (before === undefined) delete require.extensions['.ts'];
else require.extensions['.ts'] = before;
loadTypeScript();
