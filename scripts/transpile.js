// Registers ts-node without type checks: `npm run synth` checks types beside the run, not before it.
require('ts-node/register/transpile-only');
