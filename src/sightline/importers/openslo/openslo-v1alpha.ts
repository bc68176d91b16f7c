import { field, textOf, type Located, type LocatedMap } from '../yaml/located';
import { objectiveSuffixes } from './openslo-objective';

/** The units of a time window of v1alpha, as v1 writes them. */
const units: Readonly<Record<string, string>> = {
  Minute: 'm',
  Hour: 'h',
  Day: 'd',
  Week: 'w',
  Month: 'M',
  Quarter: 'Q',
  Year: 'Y',
};

/**
 * An SLO of v1alpha as those of v1 that mean the same, with the lines of the file. In v1alpha each objective has counters of its own, so each
 * becomes an SLO.
 *
 * @see https://github.com/OpenSLO/OpenSLO/tree/v0.1.0-beta
 */
export function v1OfV1alpha(document: Located): readonly Located[] {
  const spec = field(document, 'spec');
  const list = field(spec, 'objectives');
  if (spec?.kind !== 'map' || list?.kind !== 'list' || list.items.length === 0) return [document];
  const common = { ...without(spec, ['timeWindows', 'indicator', 'objectives']), ...windowOf(spec) };
  const indicator = field(spec, 'indicator');
  const suffixes = objectiveSuffixes(list.items);
  return list.items.map((objective, index) => {
    const ratio = field(objective, 'ratioMetrics');
    const sli =
      ratio === undefined
        ? { thresholdMetric: sourceOf(field(indicator, 'thresholdMetric')) }
        : {
            ratioMetric: mapOf(ratio.line, {
              counter: field(ratio, 'incremental'),
              good: sourceOf(field(ratio, 'good')),
              total: sourceOf(field(ratio, 'total')),
            }),
          };
    const measured = ratio ?? indicator;
    const one = mapOf(objective.line, without(objective, ['ratioMetrics']));
    return mapOf(document.line, {
      ...without(document, ['spec', 'metadata']),
      metadata: renamed(field(document, 'metadata'), suffixes[index] ?? ''),
      spec: mapOf(spec.line, {
        ...common,
        ...(measured && { indicator: mapOf(measured.line, { spec: mapOf(measured.line, sli) }) }),
        objectives: { kind: 'list', line: list.line, items: [one] },
      }),
    });
  });
}

type Entries = Readonly<Record<string, Located | undefined>>;

function mapOf(line: number, entries: Entries): LocatedMap {
  const given = Object.entries(entries).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  return { kind: 'map', line, entries: new Map(given) };
}

function without(value: Located, names: readonly string[]): Entries {
  if (value.kind !== 'map') return {};
  return Object.fromEntries([...value.entries].filter(([name]) => !names.includes(name)));
}

function textAt(line: number, value: string): Located {
  return { kind: 'text', line, value, lineAt: () => line };
}

/** `{ source: prometheus, query: … }` as v1 writes it. */
function sourceOf(metric: Located | undefined): Located | undefined {
  if (metric === undefined) return undefined;
  const spec = mapOf(metric.line, { query: field(metric, 'query') });
  return mapOf(metric.line, { metricSource: mapOf(metric.line, { type: field(metric, 'source'), spec }) });
}

/** `timeWindows: [{ count: 30, unit: Day }]` as v1 writes it. */
function windowOf(spec: Located): Entries {
  const windows = field(spec, 'timeWindows');
  if (windows?.kind !== 'list') return { timeWindow: windows };
  const items = windows.items.map((window) => {
    const [count, unit] = [textOf(field(window, 'count')), textOf(field(window, 'unit'))];
    const length = `${count ?? ''}${units[unit ?? ''] ?? ` ${unit ?? ''}`}`;
    return mapOf(window.line, {
      ...without(window, ['count', 'unit']),
      duration: textAt(window.line, length),
    });
  });
  return { timeWindow: { kind: 'list', line: windows.line, items } };
}

function renamed(metadata: Located | undefined, suffix: string): Located | undefined {
  const name = field(metadata, 'name');
  const text = textOf(name);
  if (metadata === undefined || name === undefined || text === undefined) return metadata;
  return mapOf(metadata.line, { ...without(metadata, []), name: textAt(name.line, text + suffix) });
}
