import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import { defaultSeverities, type SeverityLabels } from '../objectives/alert-severities';
import type { BoundGroup } from '../rules/bind-rules';
import type { ObjectiveRules } from '../rules/objectives/groups';
import { objectiveLabel } from '../rules/objectives/series';
import { printYaml } from '../yaml/print-yaml';
import { inputOf } from './input-series';
import { longScenarios, longInterval } from './long-scenarios';
import { evaluationMinutes, minuteScenarios } from './minute-scenarios';
import { inputOfScenario, testOf } from './promtool-test';
import type { Scenario } from './scenario';
import { excludedByTime, scheduleInterval } from './scenarios/schedules';
import { subjectOf, type Subject } from './subject';

/** A file of a test: the rules of an objective, or what they must do. */
export interface TestFile {
  /** What its name ends in, such as `long.test.yml`. */
  readonly ending: string;

  /** Prints it, which takes as long as all else about an objective: commands that write nothing do not. */
  readonly text: () => string;
}

/** What a test has to know beside the rules. */
export interface ObjectiveTestOptions {
  /** How often the service is scraped, in milliseconds. */
  readonly scrapeInterval: number;

  /**
   * What the label `severity` says.
   *
   * @default - as the chart's own alerts have it
   */
  readonly severities?: SeverityLabels;
}

/**
 * Unit tests for the rules of an objective, which anybody with promtool can run: `promtool test rules FILE`. What they expect is calculated
 * from the objective and from what is fed, not by evaluating the rules. There are two files, since promtool evaluates all rules of a file
 * at one interval: a history of a month takes too long by the minute. A third has what schedules, and series that tell of it, exclude.
 *
 * @param stem what the names of the files begin with
 * @returns the rules, and then the tests; nothing where no label values can be found that the selectors of the objective match
 * @see https://prometheus.io/docs/prometheus/latest/configuration/unit_testing_rules/
 */
export function objectiveTest(
  contract: ServiceContract,
  { objective, policy }: ObjectiveRules,
  groups: readonly BoundGroup[],
  target: Target,
  stem: string,
  { severities = defaultSeverities, scrapeInterval }: ObjectiveTestOptions,
): readonly TestFile[] {
  const input = inputOf(contract, objective, target);
  if (input === undefined) return [];
  const recorded = groups.flatMap(({ rules }) =>
    rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])),
  );
  const subject = subjectOf({ objective, target, input, severities, scrapeInterval, recorded }, policy);
  const inOrder = farthestFirst(groups);
  const file = (
    ending: string,
    scenarios: () => readonly Scenario[],
    minutes: number,
    order = inOrder,
  ): TestFile => ({
    ending,
    text: () =>
      testFile(subject, scenarios(), {
        rulesFile: `${stem}.rules.yml`,
        interval: `${minutes}m`,
        groups: order,
      }),
  });
  const scheduled = excludedByTime(subject);
  const comment = `The rules of objective '${objective.name}', as promtool reads them. Generated from the same source as the PrometheusRule.`;
  return [
    { ending: 'rules.yml', text: () => printYaml([{ groups }], [comment]) },
    file('test.yml', () => minuteScenarios(subject), evaluationMinutes),
    file('long.test.yml', () => longScenarios(subject), longInterval(objective)),
    ...(scheduled.length === 0
      ? []
      : [file('schedule.test.yml', () => scheduled, scheduleInterval(subject), frequentLast(inOrder))]),
  ];
}

/**
 * Names of the groups in the order in which a test evaluates them: the one that reads all of the window is first, since other groups read what it has
 * recorded, and a long history is looked at in a single evaluation.
 */
function farthestFirst(groups: readonly BoundGroup[]): readonly string[] {
  const names = groups.map(({ name }) => name);
  return [...names.slice(-1), ...names.slice(0, -1)];
}

/** The same without what is evaluated most often at the end: what excludes a time must be seen before the rule has recorded it. */
function frequentLast([farthest, frequent, ...others]: readonly string[]): readonly string[] {
  return [farthest, ...others, frequent].filter((name) => name !== undefined);
}

function testFile(
  subject: Subject,
  scenarios: readonly Scenario[],
  {
    rulesFile,
    interval,
    groups,
  }: { readonly rulesFile: string; readonly interval: string; readonly groups: readonly string[] },
): string {
  const { objective, target, input } = subject;
  const labels = { ...target, [objectiveLabel]: objective.name, ...input.group };
  const document = {
    rule_files: [rulesFile],
    // promtool takes this for all groups, whatever their own intervals are
    evaluation_interval: interval,
    // in any order else
    group_eval_order: groups,
    tests: scenarios.map((scenario) => ({
      name: scenario.name,
      interval: '1m',
      input_series: inputOfScenario(scenario),
      promql_expr_test: scenario.checks.map((check) => testOf(check, labels)),
    })),
  };
  return printYaml(
    [document],
    [
      `What the rules of objective '${objective.name}' of ${target.namespace}/${target.service} must do. Generated: change the program, not this file.`,
      'promtool test rules dist/tests/*.test.yml',
      '',
    ],
  );
}
