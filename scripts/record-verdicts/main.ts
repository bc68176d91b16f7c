import { parseArgs } from 'node:util';
import { compare } from './compare';
import { record } from './record';

// `npm run record-verdicts`, for developers: needs Go, and the Go module proxy or another source of modules. It builds a small program around
// the parser of every minor version of Prometheus from its Go module, asks each about the same expressions, and writes their verdicts to
// test/sightline/promql/versions/verdicts.txt, which the tests hold ours against without Go. Everything else it writes, 4 GB, is below .cache/.
//
// `npm run record-verdicts -- --compare SEED [--count NUMBER]` writes nothing, and looks for disagreements on other random expressions.
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { compare: { type: 'string' }, count: { type: 'string', default: '20000' } },
  });
  await (values.compare === undefined ? record() : compare(Number(values.compare), Number(values.count)));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
