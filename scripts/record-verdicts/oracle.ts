import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text as readAll } from 'node:stream/consumers';
import type { PrometheusVersion } from '../../src/sightline/promql/syntax/dialect';
import { columnsOf } from '../../test/sightline/promql/versions/columns';
import { buildGo } from '../go/build-go';
import { goMod, goProgram } from './go-program';

/** Where modules, what Go builds, and the oracles go: below the project's cache. */
const cache = join(__dirname, '..', '..', '.cache', 'record-verdicts');

/** Builds the oracle of a version, and returns the path of its program. */
export async function buildOracle(version: PrometheusVersion): Promise<string> {
  return buildGo(cache, version, { goMod: goMod(version), main: goProgram(version) });
}

/** What the parser of a version says of many texts: of each whether it is accepted, in the order of {@link columnsOf}. */
export async function ask(
  version: PrometheusVersion,
  program: string,
  texts: readonly string[],
): Promise<readonly (readonly boolean[])[]> {
  const started = columnsOf(version).map((letters) => letters.join('') || '-');
  // what is written to the standard error are the panics that the parser itself takes for refusals
  const oracle = spawn(program, started, { stdio: ['pipe', 'pipe', 'ignore'] });
  const ended = new Promise<number | null>((resolve) => oracle.once('close', resolve));
  oracle.stdin.end(texts.map((text) => `${JSON.stringify(text)}\n`).join(''));
  const lines = (await readAll(oracle.stdout)).split('\n').slice(0, -1);
  const code = await ended;
  if (code !== 0 || lines.length !== texts.length)
    throw new Error(
      `the oracle of ${version} gave ${lines.length} of ${texts.length} verdicts, and ended with ${code}`,
    );
  return lines.map((line) => line.split('').map((sign) => sign === '1'));
}
