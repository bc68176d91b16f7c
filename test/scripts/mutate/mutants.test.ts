import { program } from '../../../src/main';
import { judge } from '../../../scripts/mutate/judge';
import { mutantsOf, type Mutant } from '../../../scripts/mutate/mutants';
import { readRules } from '../../../scripts/mutate/rules-file';
import { splitTests } from '../../../scripts/mutate/split-tests';
import { describeOnPrometheus } from '../../tools/prometheus/suite';

const rulesFile = 'default.task-api.availability.rules.yml';
const { files } = program().render();
const rules = files.get(`tests/${rulesFile}`) ?? '';
const tests = splitTests(files.get(`tests/${rulesFile.replace('.rules.', '.test.')}`) ?? '');

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

describeOnPrometheus('a test that ships', (prometheus) => {
  if (prometheus.version.startsWith('2')) return; // what it sees is up to the test, and not to the version

  test('kills mutants', async () => {
    const all = mutantsOf(readRules(rules));
    const wanted: readonly Mutant[] = all.filter(({ rule, change }) =>
      mistakes.some(([inRule, done]) => rule === inRule && change === done),
    );
    expect(wanted).toHaveLength(mistakes.length);
    const quick = tests.filter(({ name }) => /^(traffic|few events|just|recovery)/.test(name));
    const judged = await judge(wanted, { prometheus, rules: readRules(rules), tests: quick, workers: 2 });
    expect(judged.filter(({ fate }) => typeof fate === 'string')).toEqual([]);
  }, 120_000);
});
