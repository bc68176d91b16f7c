import { standInsOf, valuesOf } from '../contract/domain';
import type { MetricDeclaration } from '../contract/metric';
import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { cutText, listText } from './list-text';
import { ownLabel, type MetricSample, type PageMetric } from './page-metric';

/** Samples of which the first is shown. */
interface Found {
  readonly line: number;
  readonly count: number;
}

/** A name that was meant is looked for among so many. */
const mostNames = 2_000;

/** Of more labels that the contract does not have it is said how many there are. */
const mostExtra = 10;

/** The labels of a metric that are missing, those that are too many, and the values outside their domains: a problem for each label. */
export function checkLabels({ name, labels }: MetricDeclaration, { samples }: PageMetric): Problem[] {
  const expected = Object.keys(labels).sort();
  const known = new Set(expected);
  const found = [...firstLines(samples)].filter(([label]) => !known.has(label));
  const extra = found.sort(([a], [b]) => (a < b ? -1 : 1));
  const names = extra.map(([label]) => label);
  return [
    ...expected.flatMap((label) => {
      const without = where(samples, (sample) => ownLabel(sample, label) === undefined);
      if (without === undefined) return [];
      const meant = nearest(label, names.slice(0, mostNames));
      return [
        error(
          'EXP004',
          `label '${label}' of '${name}' is missing on ${count(without.count, samples.length)}: what is grouped or matched by it is lost`,
          {
            line: without.line,
            fix:
              meant === undefined
                ? `set '${label}' on each observation`
                : `the page has '${cutText(meant)}': name it '${label}'`,
          },
        ),
      ];
    }),
    ...extra
      .slice(0, mostExtra)
      .map(([label, line]) =>
        error(
          'EXP005',
          `label '${cutText(label)}' of '${name}' is not in the contract, and nothing bounds how many series it makes`,
          { line, fix: `drop it, or declare '${cutText(label)}' with its domain` },
        ),
      ),
    ...(extra.length > mostExtra ? [moreExtra(name, extra.slice(mostExtra))] : []),
    ...expected.flatMap((label) => checkValues(name, label, labels[label], samples)),
  ];
}

function moreExtra(name: string, more: readonly (readonly [label: string, line: number])[]): Problem {
  return error(
    'EXP005',
    `${more.length} more labels of '${name}' are not in the contract (${listText(more.map(([label]) => label))})`,
    {
      ...(more[0] === undefined ? {} : { line: more[0][1] }),
      fix: 'drop them, or declare each with its domain',
    },
  );
}

/** The line on which each label is first. */
function firstLines(samples: readonly MetricSample[]): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  for (const { own, line } of samples)
    for (const label of Object.keys(own)) if (!lines.has(label)) lines.set(label, line);
  return lines;
}

function checkValues(
  name: string,
  label: string,
  domain: MetricDeclaration['labels'][string] | undefined,
  samples: readonly MetricSample[],
): Problem[] {
  const allowed = domain === undefined ? undefined : valuesOf(domain);
  if (domain === undefined || allowed === undefined) return [];
  const known = new Set([...allowed, ...standInsOf(domain)]);
  const isOutside = (sample: MetricSample): boolean => {
    const value = ownLabel(sample, label);
    return value !== undefined && !known.has(value);
  };
  const first = samples.find(isOutside);
  if (first === undefined) return [];
  const values = [
    ...new Set(samples.filter(isOutside).map((sample) => ownLabel(sample, label) ?? '')),
  ].sort();
  return [
    error(
      'EXP006',
      `label '${label}' of '${name}' has ${values.length === 1 ? 'a value' : `${values.length} values`} outside its domain (${listText(values)}): rules neither expect nor count ${values.length === 1 ? 'it' : 'them'}`,
      {
        line: first.line,
        fix: `count what is unexpected under 'other', or add it to the domain of '${label}'`,
      },
    ),
  ];
}

function where(
  samples: readonly MetricSample[],
  matches: (sample: MetricSample) => boolean,
): Found | undefined {
  const matching = samples.filter(matches);
  return matching[0] === undefined ? undefined : { line: matching[0].line, count: matching.length };
}

function count(some: number, all: number): string {
  return some === all ? 'the page' : `${some} of ${all} samples`;
}
