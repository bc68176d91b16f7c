import { defined } from '../problem/defined';
import { isMade, made } from '../problem/made';
import type { Problem } from '../problem/problem';
import { below, error, refuse } from '../problem/problems';
import { describe, describeKind, entriesOf, kindOf, type Entry } from '../problem/read';
import { settled } from '../problem/settled';
import { checkDomain, type LabelDomains } from './domain';
import { metricTypes, type MetricType } from './metric-type';
import { checkGivenName, checkLabelName, checkMetricName } from './names';
import { readStatedBound, type LabelsTogether } from './stated-bound';
import { checkUnit, unitOfName } from './unit';

/** A metric as data: what a service exposes under one name. */
export interface MetricDeclaration {
  /** The name on the metrics page; of a histogram without `_bucket`, `_sum` and `_count`. */
  readonly name: string;

  /** What its samples are. */
  readonly type: MetricType;

  /** What it counts or measures, in a sentence. */
  readonly help: string;

  /**
   * The unit of its values.
   *
   * @default - it counts things
   */
  readonly unit?: string;

  /** Its labels, without those of the target. */
  readonly labels: LabelDomains;

  /**
   * The finite upper bounds of a histogram's buckets, ascending. `+Inf` is added by the client. Of a native histogram those of the classic form beside it.
   *
   * @default - it is no histogram; a native one has no classic form, and the buckets of an external one are unknown
   */
  readonly buckets?: readonly number[];

  /**
   * The quantiles of a summary, ascending, each between 0 and 1.
   *
   * @default - it is no summary; one of others has quantiles that are unknown
   */
  readonly quantiles?: readonly number[];

  /**
   * Labels that belong together, so that few combinations of their values occur.
   *
   * @default - every combination can occur
   */
  readonly together?: readonly LabelsTogether[];

  /**
   * How many series one pod writes of it at most, as is stated.
   *
   * @default - what follows from the labels
   */
  readonly maxSeries?: number;

  /**
   * `own`: exposed by the service, and in its contract. `scrape`: written by Prometheus for each target, such as `up`.
   * `external`: exposed by something else, its label values unknown.
   */
  readonly origin: 'own' | 'scrape' | 'external';

  /** What is wrong with the declaration. Declaring never throws: a construct reports this under its path. */
  readonly problems: readonly Problem[];
}

/** Something that carries a declaration, as the typed metrics do. */
export interface DeclaredMetric {
  /** The metric as data. */
  readonly declaration: MetricDeclaration;
}

/** What the caller of {@link declareOwnMetric} says. Unchecked: it may come from plain JavaScript. */
export interface MetricInput {
  readonly type: MetricType;
  readonly name: unknown;
  readonly help: unknown;
  readonly labels: unknown;
  readonly unit?: unknown;
  readonly buckets?: unknown;
  readonly quantiles?: unknown;
  readonly together?: unknown;
  readonly maxSeries?: unknown;

  /**
   * Whether somebody else has chosen the name, so that it only has to be one.
   *
   * @default false
   */
  readonly isGivenName?: boolean;
}

/** Keeps a declaration as one that this library has made. */
export function declared(declaration: MetricDeclaration): MetricDeclaration {
  return Object.freeze(made('declaration', declaration));
}

/** Whether something is a declaration that this library has made. */
export function isDeclaration(value: unknown): value is MetricDeclaration {
  return isMade('declaration', value);
}

/** Whether something carries the declaration of a metric: a typed metric, or a whole histogram. */
export function isDeclaredMetric(value: unknown): value is DeclaredMetric {
  return isMade('declared metric', value);
}

/** Declares a metric that the service exposes itself. */
export function declareOwnMetric(given: MetricInput): MetricDeclaration {
  const input = settled(given);
  const name = typeof input.name === 'string' ? input.name : '';
  const isGiven = input.isGivenName === true;
  const problems =
    typeof input.name !== 'string'
      ? [notText('name', input.name)]
      : isGiven
        ? checkGivenName(name)
        : checkMetricName(input.type, name);
  if (typeof input.help !== 'string' || input.help.trim() === '') {
    problems.push(
      error('NAM008', `'help' of metric '${name}' must say what it counts or measures`, { path: 'help' }),
    );
  }
  const labels = kindOf(input.labels) === 'object' ? entriesOf(input.labels) : undefined;
  if (labels === undefined) {
    problems.push(
      error('CAR001', `'labels' of metric '${name}' must name each label with its domain`, {
        path: 'labels',
        fix: 'such as { route: { max: 20 } }, or {} for a metric without labels',
      }),
    );
  }
  const domains = (labels ?? []).map((entry) => ({
    ...entry,
    problems: checkDomain(entry.key, entry.value),
  }));
  for (const { key, problems: wrong } of domains) problems.push(...checkLabelName(key), ...wrong);
  if (input.unit !== undefined && typeof input.unit !== 'string') problems.push(notText('unit', input.unit));
  const unit = typeof input.unit === 'string' ? input.unit : unitOfName(name);
  if (!isGiven) problems.push(...checkUnit(name, unit));
  const hasBuckets =
    input.type === 'histogram' || (input.type === 'native histogram' && input.buckets !== undefined);
  const buckets = hasBuckets ? finiteNumbers(input.buckets) : undefined;
  if (hasBuckets) problems.push(...checkBuckets(name, input.buckets));
  const quantiles = input.type === 'summary' ? finiteNumbers(input.quantiles) : undefined;
  if (input.type === 'summary') problems.push(...checkQuantiles(name, input.quantiles));
  const { stated, problems: wrong } = readStatedBound(
    name,
    input,
    (labels ?? []).map(({ key }) => key),
  );
  problems.push(...wrong);
  return declared({
    name,
    type: input.type,
    help: typeof input.help === 'string' ? input.help : '',
    ...defined({ unit }),
    labels: usableDomains(domains),
    ...defined({ buckets, quantiles }),
    ...stated,
    origin: 'own',
    problems: below(`metrics.${name}`, problems),
  });
}

/** Declares a metric that something else exposes. Its labels are known by their names only, which the declaration does not hold. */
export function declareExternalMetric(given: MetricInput): MetricDeclaration {
  const { type, name, help, labels, unit, buckets, quantiles } = settled(given);
  const isKnown = metricTypes.includes(type);
  const called = typeof name === 'string' ? name : '';
  const bounds = buckets === undefined ? undefined : finiteNumbers(buckets);
  const shares = quantiles === undefined ? undefined : finiteNumbers(quantiles);
  return declared({
    name: called,
    type: isKnown ? type : 'gauge',
    help: typeof help === 'string' ? help : '',
    ...defined({ unit: typeof unit === 'string' ? unit : unitOfName(called) }),
    labels: {},
    ...(type === 'histogram' || type === 'native histogram' ? defined({ buckets: bounds }) : {}),
    ...(type === 'summary' ? defined({ quantiles: shares }) : {}),
    origin: 'external',
    problems: [
      ...checkExternal(name, labels),
      ...(isKnown
        ? []
        : [error('OPT002', `'type' (${describe(type)}) of a metric must be ${metricTypes.join(', ')}`)]),
      ...(unit === undefined || typeof unit === 'string' ? [] : [notText('unit', unit)]),
      ...(bounds === undefined ? [] : checkBuckets(called, buckets)),
      ...(shares === undefined ? [] : checkQuantiles(called, quantiles)),
    ],
  });
}

/**
 * What is wrong with the buckets of a histogram: they must be finite and ascend, or quantiles are nonsense.
 *
 * @see https://prometheus.io/docs/specs/om/open_metrics_spec/#histogram
 */
function checkBuckets(name: string, buckets: unknown): Problem[] {
  const path = 'buckets';
  const fix = 'list the upper bounds, smallest first, such as [0.1, 0.5, 1]; +Inf is added by the client';
  const bounds = kindOf(buckets) === 'list' ? entriesOf(buckets)?.map(({ value }) => value) : undefined;
  if (bounds === undefined || bounds.length === 0) {
    return [
      error('CAR011', `'buckets' of histogram '${name}' must be a list of upper bounds`, { path, fix }),
    ];
  }
  return bounds.flatMap((bound, index) => {
    if (typeof bound !== 'number' || !Number.isFinite(bound)) {
      return [
        error(
          'CAR011',
          `bucket ${index + 1} (${describe(bound)}) of histogram '${name}' must be a finite number`,
          { path, fix },
        ),
      ];
    }
    const before = bounds[index - 1];
    if (index === 0 || typeof before !== 'number' || before < bound) return [];
    return [
      error(
        'CAR011',
        `bucket ${index + 1} (${bound}) of histogram '${name}' must be greater than the one before it (${before})`,
        {
          path,
          fix,
        },
      ),
    ];
  });
}

/**
 * What is wrong with the quantiles of a summary: each must lie between 0 and 1, and stand once. There may be none: then it is a count and a sum.
 *
 * @see https://prometheus.io/docs/practices/histograms/#quantiles
 */
function checkQuantiles(name: string, quantiles: unknown): Problem[] {
  const path = 'quantiles';
  const fix = 'list them, smallest first, such as [0.5, 0.9, 0.99]';
  const given = kindOf(quantiles) === 'list' ? entriesOf(quantiles)?.map(({ value }) => value) : undefined;
  if (given === undefined)
    return [error('CAR011', `'quantiles' of summary '${name}' must be a list of numbers`, { path, fix })];
  return given.flatMap((quantile, index) => {
    const before = given[index - 1];
    const isQuantile = typeof quantile === 'number' && quantile >= 0 && quantile <= 1;
    if (isQuantile && (typeof before !== 'number' || before < quantile)) return [];
    const rule = isQuantile ? `greater than the one before it (${describe(before)})` : 'a number from 0 to 1';
    const message = `quantile ${index + 1} (${describe(quantile)}) of summary '${name}' must be ${rule}`;
    return [error('CAR011', message, { path, fix })];
  });
}

function finiteNumbers(buckets: unknown): readonly number[] {
  const entries = kindOf(buckets) === 'list' ? (entriesOf(buckets) ?? []) : [];
  return entries.map(({ value }) => value).filter((bound): bound is number => Number.isFinite(bound));
}

/** Only the domains that later steps can calculate with; the rest has been reported. */
function usableDomains(labels: readonly (Entry & { readonly problems: readonly Problem[] })[]): LabelDomains {
  return Object.fromEntries(
    // the cast is what checkDomain has just established
    labels.map(({ key, value, problems }) => [
      key,
      problems.length === 0 ? (value as LabelDomains[string]) : { max: 1 },
    ]),
  );
}

function notText(what: string, value: unknown): Problem {
  return error('OPT002', `'${what}' of a metric must be a text, and this is ${describeKind(value)}`, {
    path: what,
  });
}

/** What is wrong with the name and the labels of an external metric. Its labels may be any that Prometheus can read. */
function checkExternal(name: unknown, labels: unknown): Problem[] {
  if (typeof name !== 'string') return [notText('name', name)];
  const path = `metrics.${name}`;
  const entries = kindOf(labels) === 'list' ? entriesOf(labels) : undefined;
  const problems = checkGivenName(name).map((problem) => ({ ...problem, path }));
  if (entries === undefined)
    return [
      ...problems,
      error('OPT002', `'labels' of metric '${name}' must be a list of label names`, { path }),
    ];
  const wrong = entries.filter(
    ({ value }) => typeof value !== 'string' || !/^[a-zA-Z_][a-zA-Z0-9_]*$/.test(value),
  );
  return [
    ...problems,
    ...wrong.map(({ value }) =>
      refuse('labelCharacter', `label ${describe(value)} of metric '${name}'`, { path }),
    ),
  ];
}
