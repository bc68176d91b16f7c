import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Found } from '../../../../tools/prometheus/find';
import { promtool, type Verdict } from '../../../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../../../src/sightline/prometheus/temp-files';
import type { BoundGroup } from '../../../../src/sightline/rules/bind-rules';
import { step, type Labels, type Series } from './series';

/** What an expression is to give at a moment: exactly these series, none more. */
export interface Expectation {
  readonly expr: string;

  /** Seconds from the start of the scenario. */
  readonly at: number;

  /** Labels without the name, each with its value; none if nothing is expected. */
  readonly samples: readonly (readonly [Labels, number])[];
}

/** A series whose samples are in promtool's own notation, such as `0+5x100`. */
export interface WrittenSeries {
  readonly name: string;
  readonly labels: Labels;
  readonly values: string;
}

/** Rules, the series that they are evaluated on, and what is to come out. */
export interface Scenario {
  readonly groups: readonly BoundGroup[];
  readonly series: readonly (Series | WrittenSeries)[];
  readonly expected: readonly Expectation[];

  /** How often rules are evaluated, in seconds: promtool ignores the interval of a group. Default: the step of the series */
  readonly evaluation?: number;

  /** The time between two samples, in seconds. Default: the step of the series */
  readonly interval?: number;
}

/**
 * Values are held against each other in steps of a power of two, about a millionth: promtool compares bit by bit, and Prometheus
 * versions add up in different ways. A power of two makes the rounding itself exact.
 */
const resolution = 2 ** -20;

/** A rule file, as the operator writes it from PrometheusRule objects. */
export function ruleFile(groups: readonly BoundGroup[]): string {
  return stringify({ groups });
}

/** Evaluates the rules on the series with `promtool test rules`. */
export async function evaluate(
  prometheus: Found,
  { groups, series, expected, interval = step, evaluation = interval }: Scenario,
): Promise<Verdict> {
  const test = {
    rule_files: ['rules.yaml'],
    evaluation_interval: `${evaluation}s`,
    // promtool takes them in any order otherwise, another one each time
    group_eval_order: groups.map(({ name }) => name),
    tests: [
      {
        interval: `${interval}s`,
        input_series: series.map(({ name, labels, values }) => ({
          series: name + braces(labels),
          values:
            typeof values === 'string'
              ? values
              : values.map((value) => (value === undefined ? '_' : String(value))).join(' '),
        })),
        promql_expr_test: expected.map(({ expr, at, samples }) => ({
          expr: `round(${expr}, ${resolution})`,
          eval_time: `${at}s`,
          exp_samples: samples.map(([labels, value]) => ({ labels: braces(labels), value: rounded(value) })),
        })),
      },
    ],
  };
  const files = { 'rules.yaml': ruleFile(groups), 'test.yaml': stringify(test) };
  return withTempFiles(files, (folder) => promtool(prometheus).testRules([join(folder, 'test.yaml')]));
}

/** Evaluates the rules on the series, and fails with what promtool says if anything else comes out. */
export async function expectValues(prometheus: Found, scenario: Scenario): Promise<void> {
  const { ok, output } = await evaluate(prometheus, scenario);
  if (!ok) throw new Error(output);
}

/**
 * What a record of the Task API is to give, by one label.
 *
 * @param values the expected values by the values of `label`
 * @param options.namespace the only namespace to ask for. Default: all, and what is there is of `default`
 * @param options.label the label that tells the series apart. Default: `endpoint`
 */
export function recorded(
  expr: string,
  at: number,
  values: Readonly<Record<string, number>>,
  { namespace, label = 'endpoint' }: { readonly namespace?: string; readonly label?: string } = {},
): Expectation {
  const identity = { namespace: namespace ?? 'default', service: 'task-api' };
  const samples = Object.entries(values).map(
    ([value, number]) => [{ ...identity, [label]: value }, number] as const,
  );
  return { expr: namespace === undefined ? expr : `${expr}{namespace="${namespace}"}`, at, samples };
}

function rounded(value: number): number {
  return Math.floor(value / resolution + 0.5) * resolution;
}

function braces(labels: Labels): string {
  const matchers = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
  return `{${matchers.join(',')}}`;
}
