import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import { describe } from '../../problem/read';
import { printFieldPath } from '../../schema/violations';
import { flaggedKinds, flagOf } from '../../stack/chart-selectors';
import { chart } from '../../stack/chart';
import { isMap, type PlainMap, type PlainValue } from '../../stack/plain-data';
import type { ValueKeys, ValueMap } from '../../stack/values-keys/keys-of-versions';
import { chartKeysOf } from '../../stack/values-keys/value-keys';
import { homesOf } from '../../stack/values-keys/homes-of';
import type { Check } from '../check';

/** Keys of values that no template of the chart reads, and values of another type than it takes: Helm says nothing of either. */
export const knownValuesCheck: Check = {
  layer: 'stack',
  run: ({ stacks }) =>
    stacks.flatMap(({ path, values, chartVersion }) => {
      const keys = chartKeysOf(chartVersion);
      if (keys === undefined) return [];
      return problemsIn(values, keys, [], { keys, version: chartVersion }).map((each) => ({
        ...each,
        path: `${path}.${each.path ?? 'values'}`,
      }));
    }),
};

/** The chart that values are for. */
interface KnownChart {
  readonly keys: ValueMap;
  readonly version: string;
}

type Steps = readonly string[];

function problemsIn(values: PlainMap, keys: ValueMap, at: Steps, of: KnownChart): Problem[] {
  const isOpen = Object.hasOwn(keys, '*');
  return Object.entries(values).flatMap(([key, value]) => {
    const steps = [...at, key];
    const known = Object.hasOwn(keys, key) ? keys[key] : undefined;
    if (known !== undefined) return problemsOf(value, known, steps, of);
    // a value may be written once, as `x-…` or to be merged elsewhere
    return isOpen || key.startsWith('x-') || key.startsWith('.') ? [] : [unknownKey(steps, value, keys, of)];
  });
}

function problemsOf(value: PlainValue, known: ValueKeys, steps: Steps, of: KnownChart): Problem[] {
  if (value === null || (typeof value === 'string' && value.includes('{{'))) return [];
  if (typeof known === 'object') {
    if (isMap(value)) return problemsIn(value, known, steps, of);
    return Object.hasOwn(known, '*') || value === false || value === ''
      ? []
      : [wrongType(steps, value, 'a map')];
  }
  if (known === 'boolean' && typeof value === 'string') return textForBoolean(steps, value);
  if (known === 'number' && typeof value === 'string' && !/^(?:\d+(?:\.\d+)?%?)?$/.test(value))
    return [wrongType(steps, value, 'a number')];
  return steps.join('.') === retention && !isRetention(value)
    ? [wrongType(steps, value, "a duration with a unit, such as '30d'")]
    : [];
}

const retention = 'prometheus.prometheusSpec.retention';

function isRetention(value: PlainValue): boolean {
  return typeof value === 'string' && /^(?:0|(?:\d+(?:y|w|d|h|m|s|ms))*)$/.test(value);
}

/** Those of selectors are told where they are read. */
const toldElsewhere: readonly string[] = flaggedKinds.map(flagOf);

function textForBoolean(steps: Steps, value: string): Problem[] {
  if (value === '' || value === 'true' || toldElsewhere.includes(steps.at(-1) ?? '')) return [];
  const path = pathOf(steps);
  const message = `'${path}' (${describe(value)}) must be true or false: it is a text, and Helm takes any text for true`;
  return [error('HLM002', message, { path, fix: 'write it without quotes' })];
}

function wrongType(steps: Steps, value: PlainValue, expected: string): Problem {
  const path = pathOf(steps);
  return error(
    'HLM011',
    `'${path}' (${describe(value)}) must be ${expected}: templates of the chart read it so`,
    {
      path,
      fix: `write ${expected}`,
    },
  );
}

/** An error where it can be said what was meant; a template that nobody has followed may read others. */
function unknownKey(
  steps: Steps,
  value: PlainValue,
  siblings: ValueMap,
  { keys, version }: KnownChart,
): Problem {
  const path = pathOf(steps);
  const key = steps.at(-1) ?? '';
  const message = `'${path}' is read by no template of ${chart.name} ${version}: Helm takes it without a word, and it has no effect`;
  const [home] = homesOf(keys, steps, isMap(value));
  const near = nearest(key, Object.keys(siblings));
  if (home !== undefined && near === undefined)
    return error('HLM001', message, { path, fix: `this key lives at '${home.join('.')}'` });
  if (near !== undefined)
    return error('HLM001', message, {
      path,
      fix: `did you mean '${pathOf([...steps.slice(0, -1), near])}'?`,
    });
  return warning('HLM001', message, { path, fix: 'leave it out, or look for it in the values of the chart' });
}

function pathOf(steps: Steps): string {
  return printFieldPath(['values', ...steps]);
}
