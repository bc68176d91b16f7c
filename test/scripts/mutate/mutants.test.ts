import { program } from '../../../src/main';
import { Dependencies } from '../../../scripts/mutate/dependencies';
import { fixtures } from '../../../scripts/mutate/fixtures';
import { judge } from '../../../scripts/mutate/judge';
import {
  isAbout,
  isIn,
  knownIn,
  knownSurvivors,
  type KnownSurvivor,
} from '../../../scripts/mutate/known-survivors';
import { mutantsOf, type Mutant } from '../../../scripts/mutate/mutants';
import { narrow } from '../../../scripts/mutate/narrow';
import { readRules } from '../../../scripts/mutate/rules-file';
import { sample } from '../../../scripts/mutate/sample';
import { splitTests } from '../../../scripts/mutate/split-tests';
import { describeOnPrometheus } from '../../tools/prometheus/suite';

const stem = 'tests/default.task-api.availability';
const { files } = program().render();
const rules = readRules(files.get(`${stem}.rules.yml`) ?? '');
const tests = ['test', 'long.test'].flatMap((kind) => splitTests(files.get(`${stem}.${kind}.yml`) ?? ''));
const all = mutantsOf(rules);

/** Mistakes that the first shipped tests did not see. */
const mistakes: readonly (readonly [string, string])[] = [
  ['ErrorBudgetBurnFast', 'number × 2'],
  ['ErrorBudgetBurnFast', 'drop keep_firing_for'],
  ['ErrorBudgetBurnFast', 'label severity → another'],
  ['ErrorBudgetBurnMedium', 'delete the rule'],
  ['slo:sli_total:rate1h', 'drop namespace= of task_api_requests_total'],
  ['slo:sli_total:rate1h', 'drop endpoint!~ of task_api_requests_total'],
  ['slo:sli_total:rate5m', 'rate → increase'],
];

describe('the mutants of a file of rules', () => {
  test('are rules with one thing changed, each with a name of its own', () => {
    const names = all.map(({ rule, change }) => `${rule}: ${change}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('slo:sli_total:rate5m: rate → increase');
    expect(names).toContain('ErrorBudgetExhausted: for × 2');
    for (const name of new Set(all.map(({ rule }) => rule)))
      expect(names).toContain(`${name}: delete the rule`);
  });

  test('do the same where the other side of an operator has what is dropped', () => {
    const why = (rule: string, change: string) =>
      all.find((each) => each.rule === rule && each.change === change)?.why;
    const ratio = 'slo:sli_error:ratio_rate1h';
    expect(why(ratio, 'drop slo= of slo:sli_bad:rate1h')).toContain('the other side of / has slo');
    expect(why(ratio, 'drop label slo')).toBe('the expression has the label');
    expect(why(ratio, 'drop label slo #2')).toBeUndefined();
    // nothing else keeps others out of a sum
    expect(why('slo:sli_total:rate1h', 'drop namespace= of task_api_requests_total')).toBeUndefined();
    expect(why('slo:sli_total:rate1h', 'drop label namespace')).toBeUndefined();
  });

  test('that are known to do the same are there', () => {
    const latency = 'default.task-api.latency.rules.yml';
    const others = [{ rulesFile: latency, rules: files.get(`tests/${latency}`) ?? '' }, ...fixtures()];
    const tried = [
      { file: 'default.task-api.availability.rules.yml', mutants: all },
      ...others.map((each) => ({ file: each.rulesFile, mutants: mutantsOf(readRules(each.rules)) })),
    ];
    const isThere = (known: KnownSurvivor) =>
      tried.some(
        ({ file, mutants }) => isIn(known, file) && mutants.some((mutant) => isAbout(known, mutant)),
      );
    expect(knownSurvivors().filter((known) => !isThere(known))).toEqual([]);
  });
});

describe('a test without what makes no difference', () => {
  const dependencies = new Dependencies(rules);
  const nothing = (rule: string): Pick<Mutant, 'rule' | 'rules'> => ({ rule, rules });

  test('has all rules that its checks look at', () => {
    const recovery = tests.find(({ name }) => name.startsWith('few events'));
    const written = recovery && narrow(nothing('ErrorBudgetBurnFast'), recovery, dependencies);
    expect(written?.rules).toContain('alert: ErrorBudgetBurnLong');
    expect(written?.rules).toContain('record: slo:sli_error:ratio_rate3d');
    expect(written?.rules).not.toContain('record: slo:window:start');
  });

  test('is none where it looks at nothing that a change reaches', () => {
    const absent = tests.find(({ name }) => name.startsWith('scaled to zero'));
    expect(absent && narrow(nothing('slo:error_budget:events'), absent, dependencies)).toBeUndefined();
  });
});

describeOnPrometheus('a test that ships', (prometheus) => {
  if (prometheus.version.startsWith('2')) return; // what it sees is up to the test, and not to the version

  const tried = async (mutants: readonly Mutant[]) => {
    const judged = await judge(mutants, { prometheus, rules, tests, workers: 2 });
    return judged
      .filter(({ fate }) => fate === 'survived')
      .map(({ mutant: { rule, change } }) => [rule, change]);
  };

  test('kills mutants', async () => {
    const wanted = mistakes.map(([rule, change]) =>
      all.find((mutant) => mutant.rule === rule && mutant.change === change),
    );
    expect(wanted).not.toContain(undefined);
    expect(await tried(wanted.filter((each) => each !== undefined))).toEqual([]);
  }, 120_000);

  test('kills most of a sample of them', async () => {
    const known = knownIn('default.task-api.availability.rules.yml');
    const possible = all.filter(
      (mutant) => mutant.why === undefined && !known.some((each) => isAbout(each, mutant)),
    );
    const mutants = sample(possible, 4, 1);
    expect((await tried(mutants)).length).toBeLessThanOrEqual(1);
  }, 120_000);

  test('passes with rules of which nothing is changed', async () => {
    const rule = 'slo:sli_error:ratio_rate3d';
    expect(await tried([{ rule, change: 'nothing', rules }])).toEqual([[rule, 'nothing']]);
  }, 120_000);
});
