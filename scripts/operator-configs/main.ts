// npm run operator-configs -- [--cases 400] [--seed 1] [--operator 0.94.1 [--client 0.93.1]] [--record]
//
// Compares the jobs that we write with those of prometheus-operator itself, on random objects of each kind with all of their fields, key by key. It
// needs Go and its module proxy. It prints each case on which they differ, and fails if there is one. With --record it asks about the cases that
// the tests have, and writes the answers down. Another release of the operator than the pinned one can be asked.

import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from '../../test/sightline/promql/random';
import { agree, ourAnswer, readAnswer } from '../../test/sightline/scrape/operator/answers';
import { handCases } from '../../test/sightline/scrape/operator/hand-cases';
import {
  type OperatorCase,
  operatorKinds,
  randomCase,
} from '../../test/sightline/scrape/operator/random-objects';
import { buildGo } from '../go/build-go';
import { pin } from '../import/pin';
import { task } from './task';

const root = join(__dirname, '..', '..');
const recorded = join(root, 'test', 'sightline', 'scrape', 'operator', 'recorded.jsonl');

/** The modules of a release of the operator. Its client, which nothing that is asked uses, may be of another release: the proxy lacks some. */
const goMod = (version: string, client: string): string => `module oracle

go 1.26.0

require (
	github.com/prometheus-operator/prometheus-operator ${version}
	github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring ${version}
	github.com/prometheus-operator/prometheus-operator/pkg/client ${client}
)

replace github.com/prometheus-operator/prometheus-operator/pkg/client => github.com/prometheus-operator/prometheus-operator/pkg/client ${client}
`;

interface Said {
  readonly jobs?: string;
  readonly rejected?: string;
  readonly refused?: string;
}

function theirs(program: string, cases: readonly OperatorCase[]): Said[] {
  const input = cases.map((each) => `${JSON.stringify(task(each))}\n`).join('');
  const output = execFileSync(program, { input, maxBuffer: 2 ** 30 }).toString();
  // the program is ours, and writes these
  return output
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Said);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      operator: { type: 'string', default: pin.operatorVersion },
      client: { type: 'string' },
      record: { type: 'boolean', default: false },
    },
  });
  const version = `v${values.operator}`;
  const main = readFileSync(join(__dirname, 'oracle.go'), 'utf8');
  const program = await buildGo(join(root, '.cache', 'operator-configs'), version, {
    goMod: goMod(version, `v${values.client ?? values.operator}`),
    main,
  });
  const choices = random(Number(values.seed));
  const byChance = (count: number): OperatorCase[] =>
    operatorKinds.flatMap((kind) => Array.from({ length: count / 4 }, () => randomCase(choices, kind)));
  if (values.record) {
    const cases = [
      ...handCases,
      ...byChance(160).map((each) => ({ ...each, reason: 'any field, by chance' })),
    ];
    const answers = theirs(program, cases);
    const lines = cases.map((each, index) => JSON.stringify({ ...each, answer: answers[index] }));
    writeFileSync(recorded, `${lines.join('\n')}\n`);
    console.log(
      `${cases.length} cases recorded, of which the operator rejects ${answers.filter(({ rejected }) => rejected !== undefined).length}`,
    );
    return 0;
  }
  const cases = byChance(Number(values.cases));
  const answers = theirs(program, cases);
  let differences = 0;
  for (const [index, each] of cases.entries()) {
    const said = answers[index] ?? {};
    if (said.refused !== undefined) throw new Error(`the operator refuses the Prometheus: ${said.refused}`);
    const [ours, others] = [ourAnswer(each), readAnswer(said)];
    if (agree(ours, others)) continue;
    differences += 1;
    console.log(JSON.stringify({ case: each, ours, theirs: others }));
  }
  const rejected = answers.filter(({ rejected: why }) => why !== undefined).length;
  console.log(`${cases.length} objects, ${rejected} of them rejected, ${differences} differences`);
  return differences === 0 ? 0 : 1;
}

void main().then((code) => (process.exitCode = code));
