import { object, optional, required } from '../problem/object-shape';
import { below, error } from '../problem/problems';
import { readEntry } from '../problem/read';
import { oneOf, text, type TextRule } from '../problem/scalar-shapes';
import { checkShape, list, make, type Shape } from '../problem/shape';
import { isExpression, type AnyVector } from '../promql/build/vector';
import {
  minutesOf,
  secondsOf,
  weekdays,
  type Exclusion,
  type RecurringExclusion,
  type SeriesExclusion,
  type SingleExclusion,
} from './exclusion';

const timeOfDay: TextRule = {
  test: (written) => minutesOf(written) !== undefined,
  expected: "a time of day in UTC, such as '02:00'",
};

const moment: TextRule = {
  test: (written) => secondsOf(written) !== undefined,
  expected: "a moment in UTC, such as '2026-12-05T22:00Z'",
};

const series: Shape<AnyVector> = make(['object'], 'an instant vector', (value, path) =>
  isExpression(value) && value.shape === 'instant vector'
    ? below(path, value.problems)
    : [
        error(
          'OPT002',
          `'${path}' must be an instant vector, such as recorded('shop:maintenance:active', [])`,
          { path },
        ),
      ],
);

const recurring = object<RecurringExclusion>({
  why: required(text()),
  from: required(text(timeOfDay)),
  to: required(text(timeOfDay)),
  days: optional(list(oneOf(...weekdays), { min: 1 })),
});

const single = object<SingleExclusion>({
  why: required(text()),
  start: required(text(moment)),
  end: required(text(moment)),
});

const told = object<SeriesExclusion>({ why: required(text()), during: required(series) });

/** A time that does not count, in one of its three forms. */
export const exclusionShape: Shape<Exclusion> = make(
  ['object'],
  "an exclusion, such as { why: 'maintenance', from: '02:00', to: '04:00' }",
  (value, path) => {
    const given = value as object; // an object by then
    const has = (key: string) => readEntry(given, key).value !== undefined;
    if (has('during')) return checkShape(value, told, path);
    const isSingle = has('start') || has('end');
    const problems = isSingle ? checkShape(value, single, path) : checkShape(value, recurring, path);
    if (problems.length > 0) return problems;
    const { start, end, from, to } = value as SingleExclusion & RecurringExclusion; // of the shape of one of them
    const isEmpty = has('start') ? (secondsOf(end) ?? 0) <= (secondsOf(start) ?? 0) : from === to;
    return isEmpty
      ? [
          error('OPT002', `'${path}' must end after it begins`, {
            path: `${path}.${has('start') ? 'end' : 'to'}`,
          }),
        ]
      : [];
  },
);
