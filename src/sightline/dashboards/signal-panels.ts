import { identityLabelNames } from '../contract/target-labels';
import { max, sum } from '../promql/build/aggregation';
import { recorded, type RecordedSeries } from '../promql/build/recorded';
import { defined } from '../problem/defined';
import type { Signal, SignalType } from '../signals/signal';
import { thresholds, type Panel } from './panel';

/** What a row of panels about signals is called, in the order of the rows. */
export const signalRows: readonly (readonly [SignalType, string])[] = [
  ['traffic', 'Traffic'],
  ['errors', 'Errors'],
  ['latency', 'Latency'],
  ['saturation', 'Saturation'],
];

/** A signal over time, from the series that it is recorded as. The line is drawn at its threshold. */
export function signalPanel(signal: Signal): Panel {
  const { name, meaning, type, unit = 'none', by, threshold } = signal;
  return {
    title: name,
    description: `${meaning}${by.length === 0 ? '' : `, for each ${by.join(' and ')}`}.${lineText(signal)} Recorded for the whole service.`,
    kind: 'graph',
    unit,
    queries: [{ expression: seriesOf(signal), ...(by.length === 0 ? { name } : {}), by }],
    ...defined({ thresholds: thresholdsOf(threshold) }),
    ...(type === 'traffic' ? { stacked: true } : {}),
  };
}

/** A signal as it is now, for the strip at the top: traffic added up, of all else the worst. */
export function signalNumber(signal: Signal): Panel {
  const { name, meaning, type, unit = 'none', by, threshold } = signal;
  const series = seriesOf(signal);
  const isTotal = type === 'traffic';
  const worst = by.length === 0 ? '' : isTotal ? ', all added up' : `, of the worst ${by.join(' and ')}`;
  return {
    title: `${name} now`,
    description: `${meaning}${worst}.${lineText(signal)}`,
    kind: 'number',
    unit,
    queries: [{ expression: isTotal ? sum(series) : max(series), name, by: [] }],
    ...defined({ thresholds: thresholdsOf(threshold) }),
  };
}

function seriesOf({ record, by }: Signal): RecordedSeries<string> {
  return recorded<string>(record, [...identityLabelNames, ...by]);
}

function thresholdsOf(threshold: number | undefined): Panel['thresholds'] {
  // by itself it tells nobody: alerts on the objective do
  return threshold === undefined ? undefined : thresholds('above', [{ value: threshold, level: 'notice' }]);
}

/** What the line of a panel says. */
function lineText({ type, threshold }: Signal): string {
  if (threshold === undefined) return '';
  return type === 'saturation'
    ? ' The line is all that is reserved.'
    : ' The line is what the objective allows for.';
}
