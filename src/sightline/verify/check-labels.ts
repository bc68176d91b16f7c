import { standInsOf, valuesOf } from '../contract/domain';
import type { MetricDeclaration } from '../contract/metric';
import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import type { PageSample } from '../exposition/exposition';
import { listText } from './list-text';
import { ownLabels, type PageMetric } from './page-metric';

/** Samples of which the first is shown. */
interface Found {
  readonly line: number;
  readonly count: number;
}

/** The labels of a metric that are missing, those that are too many, and the values outside their domains: a problem for each label. */
export function checkLabels({ name, labels }: MetricDeclaration, { samples }: PageMetric): Problem[] {
  const expected = Object.keys(labels).sort();
  const found = [...new Set(samples.flatMap((sample) => Object.keys(ownLabels(sample))))].sort();
  const extra = found.filter((label) => !expected.includes(label));
  return [
    ...expected.flatMap((label) => {
      const without = where(samples, (sample) => !(label in ownLabels(sample)));
      if (without === undefined) return [];
      const meant = nearest(label, extra);
      return [
        error(
          'EXP004',
          `label '${label}' of '${name}' is missing on ${count(without.count, samples.length)}: what is grouped or matched by it is lost`,
          {
            line: without.line,
            fix:
              meant === undefined
                ? `set '${label}' on each observation`
                : `the page has '${meant}': name it '${label}'`,
          },
        ),
      ];
    }),
    ...extra.flatMap((label) => {
      const having = where(samples, (sample) => label in ownLabels(sample));
      return having === undefined
        ? []
        : [
            error(
              'EXP005',
              `label '${label}' of '${name}' is not in the contract, and nothing bounds how many series it makes`,
              { line: having.line, fix: `drop it, or declare '${label}' with its domain` },
            ),
          ];
    }),
    ...expected.flatMap((label) => checkValues(name, label, labels[label], samples)),
  ];
}

function checkValues(
  name: string,
  label: string,
  domain: MetricDeclaration['labels'][string] | undefined,
  samples: readonly PageSample[],
): Problem[] {
  const allowed = domain === undefined ? undefined : valuesOf(domain);
  if (domain === undefined || allowed === undefined) return [];
  const known = new Set([...allowed, ...standInsOf(domain)]);
  const isOutside = (sample: PageSample): boolean => {
    const value = ownLabels(sample)[label];
    return value !== undefined && !known.has(value);
  };
  const first = samples.find(isOutside);
  if (first === undefined) return [];
  const values = [...new Set(samples.filter(isOutside).map((sample) => sample.labels[label] ?? ''))].sort();
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

function where(samples: readonly PageSample[], matches: (sample: PageSample) => boolean): Found | undefined {
  const matching = samples.filter(matches);
  return matching[0] === undefined ? undefined : { line: matching[0].line, count: matching.length };
}

function count(some: number, all: number): string {
  return some === all ? 'the page' : `${some} of ${all} samples`;
}
