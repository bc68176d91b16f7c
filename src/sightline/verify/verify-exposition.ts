import { defined } from '../problem/defined';
import type { MetricDeclaration } from '../contract/metric';
import type { ServiceContract } from '../contract/service-contract';
import type { Exposition, ExpositionFormat } from '../exposition/exposition';
import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { below, error, hasErrors } from '../problem/problems';
import { checkBounds } from './check-bounds';
import { checkBuckets } from './check-buckets';
import { checkDuplicates } from './check-duplicates';
import { checkLabels } from './check-labels';
import { checkText } from './check-text';
import { checkQuantiles } from './check-quantiles';
import { checkType, pageType } from './check-type';
import { pageMetrics, type PageMetric, type PageMetrics } from './page-metric';
import { reportUndeclared, undeclared } from './undeclared';

/**
 * Where a metrics page is not what a contract says. A metric that is announced and has no value yet is there: nothing has happened that
 * it could count.
 *
 * @param exposition the page, as `parseExposition` reads it; its own problems come first
 * @param contract what the service promises to expose
 */
export function verifyExposition(exposition: Exposition, contract: ServiceContract): Problem[] {
  const page = pageMetrics(exposition);
  const unknown = undeclared(page, contract.metrics);
  const renamed = new Set<string>();
  const declared = contract.metrics.flatMap((declaration) => {
    const metric = page.get(declaration.name);
    const problems =
      metric === undefined
        ? missing(declaration, page, unknown, renamed)
        : checkMetric(declaration, metric, exposition.format);
    return below(`metrics.${declaration.name}`, problems);
  });
  return [
    ...exposition.problems,
    ...declared,
    ...[...page.values()].flatMap(checkDuplicates),
    ...reportUndeclared(unknown.filter(({ name }) => !renamed.has(name))),
  ];
}

/** A name that was meant is looked for among so many. */
const mostNames = 2_000;

/** @param renamed where the page has the metric under another name: that is one mistake, not two */
function missing(
  { name, type }: MetricDeclaration,
  page: PageMetrics,
  unknown: readonly PageMetric[],
  renamed: Set<string>,
): Problem[] {
  const untyped = pageType(type) === 'histogram' ? page.get(`${name}_bucket`) : undefined;
  if (untyped !== undefined) {
    return [
      error(
        'EXP003',
        `'${name}' has no type on the page and is a histogram in the contract, by which the rules are written`,
        {
          line: untyped.line,
          fix: `announce it with '# TYPE ${name} histogram'`,
        },
      ),
    ];
  }
  const names = unknown.slice(0, mostNames).map((each) => each.name);
  const withoutSuffix = name.replace(/_total$/, '');
  const meant = names.includes(withoutSuffix) ? withoutSuffix : nearest(name, names);
  if (meant !== undefined) renamed.add(meant);
  const line = meant === undefined ? undefined : page.get(meant)?.line;
  return [
    error('EXP002', `'${name}' is missing: the rules that read it are empty, and no alert on it can fire`, {
      ...defined({ line }),
      fix:
        meant === undefined
          ? 'expose it from the start, before it has a value'
          : `the page has '${meant}': name it '${name}'`,
    }),
  ];
}

/** Where a metric of a page is not what its declaration says. */
export function checkMetric(
  declaration: MetricDeclaration,
  metric: PageMetric,
  format: ExpositionFormat,
): Problem[] {
  const types = checkType(declaration, metric);
  const type = pageType(declaration.type);
  // what has other parts has other labels, too; that it is another type says it all
  const comparable =
    types.length === 0 || ![type, metric.type].some((each) => each === 'histogram' || each === 'summary');
  if (!comparable) return types;
  const labels = checkLabels(declaration, metric);
  return [
    ...types,
    ...labels,
    ...(hasErrors(labels) ? [] : checkBounds(declaration, metric)),
    ...(declaration.buckets === undefined ? [] : checkBuckets(declaration, metric)),
    ...(type === 'summary' ? checkQuantiles(declaration, metric) : []),
    ...checkText(declaration, metric, format),
  ];
}
