import { exact } from '../objectives/exact';
import { excluded, info, promised, steps } from '../objectives/recorded-series';
import { quote } from '../promql/print/print-parts';
import { plainDecimal } from '../promql/syntax/decimal';
import { objectiveLabel } from '../rules/objectives/series';
import type { Labels } from './pick-labels';
import type { Check, FedSeries, Scenario } from './scenario';
import { valuesThrough } from './timeline';

/** Values may differ by so much where nothing else is said, as a share of them. */
const usualTolerance = 0.005;

/** Values that must be 0 are compared to so many digits. */
const resolution = 0.0001;

/** Series of which there is one for the whole objective, whatever labels it is kept by. */
const ofAll: ReadonlySet<string> = new Set(
  [steps.gap, steps.end, excluded, promised, info].map(({ name }) => name),
);

/** The labels of the objective without those that it is kept by. */
function withoutGroup({ namespace, service, [objectiveLabel]: slo }: Labels): Labels {
  return { namespace, service, [objectiveLabel]: slo } as Labels; // each objective has them
}

/** The series of a scenario as promtool reads them. */
export function inputOfScenario({ feeds, beside, perMinute }: Scenario) {
  const fed = feeds.flatMap(({ series, phases }): FedSeries[] =>
    series.map((each) => ({
      name: each.name,
      labels: each.labels,
      values: valuesThrough(each, phases, perMinute),
    })),
  );
  return [...fed, ...beside].map(({ name, labels, values }) => ({ series: name + braces(labels), values }));
}

/** A check as promtool reads it. Values are divided by what is expected, and rounded: what is near enough is 1. */
export function testOf(check: Check, labels: Labels) {
  const eval_time = `${check.minute}m`;
  if ('alerts' in check) {
    const own = withoutGroup(labels);
    const alertstate = check.state ?? 'firing';
    const selector = braces({ alertstate }).slice(0, -1);
    return {
      expr: `ALERTS${selector},alertname=~${quote(check.among)}}`,
      eval_time,
      exp_samples: check.alerts.map(({ name, labels: more }) => {
        const ofGroup = 'tier' in more || name === 'ErrorBudgetExhausted' ? labels : own;
        return { labels: `ALERTS${braces({ alertname: name, alertstate, ...ofGroup, ...more })}`, value: 1 };
      }),
    };
  }
  const ownLabels = ofAll.has(check.series.name) ? withoutGroup(labels) : labels;
  const series = `${check.series.name}${braces(ownLabels)}`;
  if (check.value === 'absent') return { expr: series, eval_time, exp_samples: [] };
  const own = braces({ ...ownLabels, ...check.labels });
  if (check.value === 0) return rounded(`round(${series}, ${resolution})`, eval_time, own, 0);
  const tolerance = plainDecimal(roundedTo(check.within ?? usualTolerance));
  const divisor = plainDecimal(exact(Math.abs(check.value)));
  return rounded(`round(${series} / ${divisor}, ${tolerance})`, eval_time, own, Math.sign(check.value));
}

/** What to round to so that what is so near to 1 becomes 1: 1 is a multiple of it. */
function roundedTo(within: number): number {
  const magnitude = 10 ** Math.floor(Math.log10(2 * within));
  const step = [1, 2, 5, 10].find((each) => each * magnitude >= 2 * within * 0.999) ?? 10;
  return exact(step * magnitude);
}

function rounded(expr: string, eval_time: string, labels: string, value: number) {
  return { expr, eval_time, exp_samples: [{ labels, value }] };
}

function braces(labels: Labels): string {
  return `{${Object.entries(labels)
    .map(([label, value]) => `${label}=${quote(value)}`)
    .join(',')}}`;
}
