// npm run garbage -- [--calls 200000] [--seed 1] [--show 20]
//
// Calls everything behind the public door with anything that JavaScript can hand over, and with what others gave back. It prints each
// distinct way in which something throws, and fails if there is one.

import { parseArgs } from 'node:util';
import { play } from './play';

function main(): number {
  const { values } = parseArgs({
    options: {
      calls: { type: 'string', default: '200000' },
      seed: { type: 'string', default: '1' },
      show: { type: 'string', default: '20' },
    },
  });
  const start = performance.now();
  const { calls, byKind, slowest } = play(Number(values.calls), Number(values.seed));
  const kinds = [...byKind].sort(([, a], [, b]) => b.times - a.times);
  for (const [kind, { times, first }] of kinds.slice(0, Number(values.show)))
    console.log(`${times} × ${kind}\n  ${first.example}\n  ${first.stack.replaceAll('\n', '\n  ')}\n`);
  const thrown = kinds.reduce((sum, [, { times }]) => sum + times, 0);
  const seconds = Math.round((performance.now() - start) / 1000);
  console.log(
    `${calls} calls in ${seconds} s, ${thrown} threw, in ${kinds.length} distinct ways; the slowest was ${slowest.name} (${Math.round(slowest.milliseconds)} ms)`,
  );
  return kinds.length === 0 ? 0 : 1;
}

process.exitCode = main();
