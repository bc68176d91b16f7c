import type { Problem } from '../problem/problem';
import { hasErrors } from '../problem/problems';
import { check } from '../promql/check/check';
import { type FoundProblem, inText } from '../promql/check/found';
import { leftValues } from '../promql/check/left-values';
import { asOpen, isOurs } from '../promql/check/open-world';
import { unknownFlow } from '../promql/flow/flow';
import type { KnownMetric, KnownMetrics } from '../promql/flow/known-metrics';
import { parse } from '../promql/parse/parse';
import type { Dialect } from '../promql/syntax/dialect';
import { nodesIn } from '../promql/syntax/walk';
import { printFieldPath } from '../schema/violations';
import { checkExposed, checkNearNames, type NearName } from './check-near-names';
import { checkSetLabels } from './check-overwritten';
import { checkRanges } from './check-ranges';
import { checkReach } from './check-reach';
import { recordChain, type Chained } from './record-chain';
import { shapeOf } from './expression-shape';
import { type AskedProblems, checkTemplates } from './template/check-template';

/** A rule as it stands in a rule file or a PrometheusRule; without a name and without an alert it is the query of a dashboard. */
export interface FileRule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string | number;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** What is known where rules of others are evaluated. */
export interface FileWorld {
  /** What is known of series by their names alone. */
  readonly metrics: KnownMetrics;

  /**
   * The Prometheus that evaluates them.
   *
   * @default - that of the chart, without features
   */
  readonly dialect?: Dialect;

  /**
   * How long it keeps samples, in milliseconds.
   *
   * @default - unknown, and no window is too long
   */
  readonly retention?: number;

  /**
   * Finds the series of the program that a name is nearly that of.
   *
   * @default - no name is held against those of the program
   */
  readonly near?: NearName;

  /**
   * How often series of a name are scraped, in milliseconds.
   *
   * @default - nobody knows, and no window is too short
   */
  readonly scrapeIntervalOf?: (name: string) => number | undefined;

  /**
   * Whether all series that there are are known, so that no others are read.
   *
   * @default false
   */
  readonly isClosed?: boolean;
}

/**
 * What is wrong with rules of others, each checked once, when it is asked for. What Prometheus refuses or fails to evaluate is an error, and so is
 * what is wrong about series that are known; of all else, that one rule records and another reads is known, and it is at most warned of.
 *
 * @param rules all rules of the files that are read together
 */
export function fileRuleChecker(
  rules: readonly FileRule[],
  world: FileWorld,
): (rule: FileRule) => readonly Problem[] {
  const recorded = new Map<string | undefined, FileRule | undefined>();
  for (const rule of rules) recorded.set(rule.record, recorded.has(rule.record) ? undefined : rule);
  const isKnown = (name: string): boolean => recorded.has(name) || world.metrics.get(name) !== undefined;
  const clean = new Set<string>();
  const checked = recordChain<FileRule, CheckedFileRule>({
    rules,
    identity: {},
    check: (rule, recordedBy) => {
      const shape = shapeIn(rule, world, recorded);
      if (shape !== undefined && clean.has(shape))
        return whenAsked(() => checkFileRule(rule, recordedBy, world, isKnown));
      const result = checkFileRule(rule, recordedBy, world, isKnown);
      if (shape !== undefined && result.problems.length === 0) clean.add(shape);
      return result;
    },
  });
  return (rule) => checked(rule).problems;
}

/** The shape of a rule that shares its verdict with others; the texts of an alert are looked at for each, and so is what must be known. */
function shapeIn(
  rule: FileRule,
  { metrics, dialect = {}, near, scrapeIntervalOf, isClosed }: FileWorld,
  recorded: ReadonlyMap<string | undefined, FileRule | undefined>,
): string | undefined {
  if (rule.alert !== undefined || isClosed === true) return undefined;
  const shape = shapeOf(rule, dialect, (name) => {
    const known = metrics.get(name);
    if (scrapeIntervalOf?.(name) !== undefined) return 'more';
    if (known !== undefined) return known;
    const recording = recorded.get(name);
    if (recording !== undefined) return { rule: recording };
    return recorded.has(name) || near?.(name) !== undefined ? 'more' : undefined;
  });
  return shape === undefined ? undefined : `${rule.record === undefined ? 'query' : 'rule'}${shape}`;
}

/** A rule in which nothing is wrong, and of which little else is asked. */
function whenAsked(check: () => CheckedFileRule): CheckedFileRule {
  let known: CheckedFileRule | undefined;
  const result = (): CheckedFileRule => (known ??= check());
  return {
    problems: [],
    get flow() {
      return result().flow;
    },
    get node() {
      return result().node;
    },
    left: () => result().left?.(),
  };
}

interface CheckedFileRule extends Chained {
  readonly problems: readonly Problem[];
}

function checkFileRule(
  { expr, record, alert, annotations = {}, labels = {} }: FileRule,
  recordedBy: (name: string) => KnownMetric | undefined,
  { metrics, dialect = {}, retention, near, scrapeIntervalOf, isClosed }: FileWorld,
  isKnown: (name: string) => boolean,
): CheckedFileRule {
  const text = String(expr);
  const { node, problems: unread } = parse(text, dialect);
  const problems = unread.map((problem) => inText(problem, text));
  if (node === undefined || hasErrors(problems)) return { flow: unknownFlow, problems };
  const known: KnownMetrics = { get: (name) => metrics.get(name) ?? asForeign(recordedBy(name)) };
  const use = alert !== undefined ? 'alert' : record !== undefined ? 'rule' : 'query';
  const { flow, problems: found } = check(node, { metrics: known, dialect, use, open: true });
  const meant = found.filter((problem) => !isPlaceholder(problem, text));
  problems.push(...meant.map((problem) => inText(problem, text)));
  const nodes = nodesIn(node);
  if (near !== undefined)
    problems.push(...checkNearNames(nodes, isKnown, near).map((problem) => inText(problem, text)));
  if (isClosed === true)
    problems.push(...checkExposed(nodes, isKnown, near).map((problem) => inText(problem, text)));
  problems.push(...checkRanges(nodes, ({ name }) => scrapeIntervalOf?.(name)));
  if (use !== 'query') problems.push(...checkReach(node, retention), ...checkSetLabels(labels, flow.labels));
  const left = () => leftValues(node, known);
  if (alert === undefined || hasErrors(problems)) return { node, flow, problems, left };
  const asked: AskedProblems = (parts) => (near === undefined ? [] : checkNearNames(parts, isKnown, near));
  const isOfOurs = nodes.some((each) => isOurs(each, known));
  const texts = textsOf({ annotations, labels }).flatMap(({ path, texts: one }) =>
    checkTemplates({ alert, ...one }, flow, dialect, asked).map((each) => ({
      ...asOpen(each, isOfOurs),
      path,
    })),
  );
  return { node, flow, problems: [...problems, ...texts] };
}

/** Whether it is told of a matcher that takes nothing away, and stands where a template puts what a user narrows rules by: `namespace=~".*"`. */
function isPlaceholder({ id, span }: FoundProblem, text: string): boolean {
  return id === 'PQL007' && /=~\s*(["'`])\.\*\1$/.test(text.slice(span?.start, span?.end));
}

/** The texts of a rule one by one, with where each stands in it. */
function textsOf(
  all: Readonly<Record<'annotations' | 'labels', Readonly<Record<string, string>>>>,
): { readonly path: string; readonly texts: Partial<typeof all> }[] {
  return (['annotations', 'labels'] as const).flatMap((kind) =>
    Object.entries(all[kind]).map(([name, text]) => ({
      path: printFieldPath([kind, name]),
      texts: { [kind]: { [name]: text } },
    })),
  );
}

/** What the file itself records is nobody's here. */
function asForeign(known: KnownMetric | undefined): KnownMetric | undefined {
  return known === undefined ? undefined : { ...known, own: false };
}
