// npm run relabel -- [--cases 2000] [--seed 1]
//
// Compares our relabelling with that of Prometheus on random rules and labels, after every step, with names of any text and with the older
// names. It needs Go and its module proxy. It prints each case on which they differ, and fails if there is one.

import { execFileSync } from 'node:child_process';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { join } from 'node:path';
import type { Labels } from '../../src/sightline/scrape/relabel/label-builder';
import { relabelSteps } from '../../src/sightline/scrape/relabel/relabel';
import { readRules } from '../../src/sightline/scrape/relabel/relabel-rule';
import { random } from '../../test/sightline/promql/random';
import { anyWords, randomCase, type RelabelCase } from '../../test/sightline/scrape/relabel/random-rules';
import { buildGo } from '../go/build-go';
import { relabelProgram } from './go-program';

/** Prometheus 3.14, which the pinned chart runs. */
const version = 'v0.314.0';

const cache = join(__dirname, '..', '..', '.cache', 'relabel');

/** What came of the rules of a case. */
interface Answer {
  readonly refusedAt: number | null;
  readonly steps: readonly { readonly kept: boolean; readonly labels: Labels }[];
}

function ours({ labels, rules }: RelabelCase, legacy: boolean): Answer {
  const read = readRules(rules, legacy ? { nameValidationScheme: 'Legacy' } : {});
  if (!read.ok) return { refusedAt: read.index, steps: [] };
  const steps = relabelSteps(labels, read.rules);
  return { refusedAt: null, steps: steps.map(({ kept, labels: after }) => ({ kept, labels: after })) };
}

function theirs(program: string, cases: readonly RelabelCase[], legacy: boolean): Answer[] {
  const input = cases.map((each) => `${JSON.stringify({ ...each, legacy })}\n`).join('');
  const output = execFileSync(program, { input, maxBuffer: 2 ** 30 }).toString();
  // the program is ours, and writes these
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Answer);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { cases: { type: 'string', default: '2000' }, seed: { type: 'string', default: '1' } },
  });
  const choices = random(Number(values.seed));
  const cases = Array.from({ length: Number(values.cases) }, () => randomCase(choices, anyWords));
  const program = await buildGo(cache, version, relabelProgram(version));
  let differences = 0;
  for (const legacy of [false, true]) {
    const answers = theirs(program, cases, legacy);
    const different = cases.flatMap((each, index) => {
      const [own, other] = [ours(each, legacy), answers[index]];
      return isDeepStrictEqual(own, other) ? [] : [{ case: each, ours: own, theirs: other }];
    });
    for (const each of different) console.log(JSON.stringify(each));
    const steps = answers.reduce((sum, answer) => sum + answer.steps.length, 0);
    const refused = answers.filter(({ refusedAt }) => refusedAt !== null).length;
    console.log(
      `${legacy ? 'older' : 'any'} names: ${cases.length} cases, ${steps} steps, ${refused} refused, ${different.length} differences`,
    );
    differences += different.length;
  }
  return differences === 0 ? 0 : 1;
}

void main().then((code) => (process.exitCode = code));
