const { createHash } = require('node:crypto');
const { setFlagsFromString } = require('node:v8');
const { transformSync, version } = require('@swc/core');

// Jest sets it in its workers, for itself: the commands that tests start would colour what they print
delete process.env.FORCE_COLOR;

// a suite loads all it needs and ends some seconds later: to optimise code as early as a server does takes a seventh of the time of all suites
setFlagsFromString('--interrupt-budget=1000000');

/**
 * Jest's transform of TypeScript, by the compiler that also runs the program: types are dropped and not checked, which is what
 * `npm run typecheck` is for. A package of its own for these lines, such as @swc/jest, is one dependency more.
 *
 * @see https://swc.rs/docs/configuration/compilation
 */
const options = {
  configFile: false,
  swcrc: false,
  sourceMaps: true,
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, keepClassNames: true },
  module: { type: 'commonjs', ignoreDynamic: true },
};

const compiler = version + JSON.stringify(options);

/** @type {import('@jest/transform').SyncTransformer} */
module.exports = {
  process: (text, filename) => transformSync(text, { ...options, filename }),
  // `instrument` is whether coverage is measured, which Jest itself does to what comes out of here
  getCacheKey: (text, filename, { instrument }) =>
    createHash('sha256')
      .update([compiler, filename, String(instrument), text].join('\0'))
      .digest('hex'),
};
