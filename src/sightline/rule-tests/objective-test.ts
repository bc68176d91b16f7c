import { Document, stringify } from 'yaml';
import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import { budgetOf, exact } from '../objectives/exact';
import { plainDecimal } from '../promql/syntax/decimal';
import { quote } from '../promql/print/print-parts';
import type { BoundGroup } from '../rules/bind-rules';
import type { ObjectiveRules } from '../rules/objectives/groups';
import { objectiveLabel } from '../rules/objectives/series';
import { inputOf, type Input } from './input-series';
import type { Labels } from './pick-labels';
import { evaluationMinutes, scenariosOf, type Check, type Scenario } from './scenarios';
import { valuesThrough } from './timeline';

/** The files of a test: the rules of an objective, and what they must do. */
export interface ObjectiveTest {
  readonly rules: string;
  readonly test: string;
}

/** Values are compared to so many digits: versions of Prometheus add up in different ways. */
const resolution = 0.0001;

/** How many bad events the budget allows for in a minute of each scenario, at least: so many that shares of it are whole numbers. */
const budgetEvents = 100_000;

/**
 * A unit test for the rules of an objective, which anybody with promtool can run: `promtool test rules FILE`. What it expects is calculated
 * from the objective, not by evaluating the rules.
 *
 * @param rulesFile the name of the file of the rules, beside the test
 * @returns undefined where no label values can be found that the selectors of the objective match
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export function objectiveTest(
  contract: ServiceContract,
  { objective, policy }: ObjectiveRules,
  groups: readonly BoundGroup[],
  target: Target,
  rulesFile: string,
): ObjectiveTest | undefined {
  const input = inputOf(contract, objective, target);
  if (input === undefined) return undefined;
  const labels = { ...target, [objectiveLabel]: objective.name, ...input.group };
  const budget = budgetOf(objective.objective);
  const most = Math.max(budgetEvents, objective.minimumBadEvents) / budget;
  const rate = 10 ** Math.ceil(Math.log10(most));
  const scenarios = scenariosOf(objective, policy, objective.indicator.type !== 'gauge');
  const document = new Document({
    rule_files: [rulesFile],
    // promtool takes this for all groups, whatever their own intervals are
    evaluation_interval: `${evaluationMinutes}m`,
    tests: scenarios.map((scenario) => ({
      name: scenario.name,
      interval: '1m',
      input_series: [...inputSeries(input, scenario, rate), ...targetSeries(target, scenario)],
      promql_expr_test: scenario.checks.map((check) => expression(check, labels)),
    })),
  });
  document.commentBefore = [
    ` What the rules of objective '${objective.name}' of ${target.namespace}/${target.service} must do. Generated: change the program, not this file.`,
    ` promtool test rules dist/tests/*.test.yml`,
  ].join('\n');
  const header = `# The rules of objective '${objective.name}', as promtool reads them. Generated from the same source as the PrometheusRule.\n`;
  return {
    rules: header + stringify({ groups }, { lineWidth: 0 }),
    test: document.toString({ lineWidth: 0 }),
  };
}

function inputSeries(input: Input, { phases, badSeries }: Scenario, rate: number) {
  const series = badSeries ? [...input.always, ...input.bad] : input.always;
  return series.map((each) => ({
    series: each.name + braces(each.labels),
    values: valuesThrough(each, phases, rate),
  }));
}

/** The target of the service, where a scenario says whether it answers. */
function targetSeries({ namespace, service }: Target, { answers }: Scenario) {
  if (answers === undefined) return [];
  const labels = { namespace, service, pod: `${service}-0`, job: service, instance: '10.0.0.1:8080' };
  return [{ series: `up${braces(labels)}`, values: answers }];
}

function expression(check: Check, labels: Labels) {
  const time = `${check.minute}m`;
  if ('firing' in check) {
    const { namespace, service, [objectiveLabel]: slo } = labels;
    const alerts = braces({ namespace, service, [objectiveLabel]: slo, alertstate: 'firing' } as Labels);
    return {
      expr: `count by (alertname) (ALERTS${alerts.slice(0, -1)},alertname=~${quote(check.among)}})`,
      eval_time: time,
      exp_samples: check.firing.map((alertname) => ({ labels: braces({ alertname }), value: 1 })),
    };
  }
  const series = `${check.series}${braces(labels)}`;
  const divided = check.dividedBy === undefined ? series : `${series} / ${plainDecimal(check.dividedBy)}`;
  return {
    expr: check.value === 'absent' ? series : `round(${divided}, ${resolution})`,
    eval_time: time,
    exp_samples:
      check.value === 'absent'
        ? []
        : [{ labels: braces(labels), value: exact(Math.round(check.value / resolution) * resolution) }],
  };
}

function braces(labels: Labels): string {
  return `{${Object.entries(labels)
    .map(([label, value]) => `${label}=${quote(value)}`)
    .join(',')}}`;
}
