import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { PrometheusVersion } from '../../src/sightline/promql/syntax/dialect';
import type { RandomPage } from '../../test/sightline/exposition/random-pages';
import type { PageVerdict } from '../../test/sightline/exposition/verdict';
import { buildGo } from '../go/build-go';
import { pageProgram } from './go-program';

const cache = join(__dirname, '..', '..', '.cache', 'metrics-pages');

/** Asks the parser of a version about pages. Its program is built before, which takes some seconds the first time. */
export async function askVersion(
  version: PrometheusVersion,
  pages: readonly RandomPage[],
): Promise<readonly PageVerdict[]> {
  const program = await buildGo(cache, version, pageProgram(version));
  const input = pages
    .map(
      ({ format, bytes }) =>
        `${JSON.stringify({ format, bytes: Buffer.from(bytes, 'latin1').toString('base64') })}\n`,
    )
    .join('');
  const lines = execFileSync(program, { input, maxBuffer: 2 ** 31 - 1 })
    .toString()
    .split('\n')
    .slice(0, -1);
  if (lines.length !== pages.length)
    throw new Error(`${version} gave ${lines.length} of ${pages.length} verdicts`);
  return lines.map((line) => JSON.parse(line) as PageVerdict); // the program is ours, and writes these
}
