import { seriesNames } from '../../contract/series-names';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { parse } from '../../promql/parse/parse';
import { isPositive, type Matcher } from '../../promql/syntax/ast';
import { letsThrough } from '../../promql/syntax/regex';
import { seriesName } from '../../promql/syntax/series-name';
import { selectorsIn } from '../../promql/syntax/walk';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import type { ServiceFacts } from '../world';
import type { PlacedRule } from './lost-series';

/** Labels of a target that the monitor decides, and that are no identity of the service, which rules are bound to. */
const labels = ['job', 'endpoint'] as const;

/**
 * Matchers in the rules about a service that none of its targets meets, such as `job` with the name of something else: the rule stays empty.
 *
 * @param path the whole path of the monitor, without a broken link
 * @param rules the rules about the service
 */
export function unmetTargetMatchers(
  { object: monitor, jobs }: ScrapePath,
  { contract }: ServiceFacts,
  rules: readonly PlacedRule[],
): Problem[] {
  const targets = jobs.flatMap((job) => job.targets.filter(({ kept }) => kept === true));
  if (targets.length === 0) return [];
  const own = contract.metrics.filter(({ origin }) => origin !== 'external');
  for (const label of labels) {
    const values = [...new Set(targets.map((target) => target.labels[label] ?? ''))];
    const series = new Set(own.filter((metric) => !Object.hasOwn(metric.labels, label)).flatMap(seriesNames));
    const isUnmet = (matcher: Matcher): boolean =>
      matcher.label === label && isPositive(matcher) && !values.some((value) => letsThrough(matcher, value));
    for (const { group, rule } of rules) {
      const text = String(rule.expr);
      // rules about a service are written here, without a space before the sign
      const root = text.includes(`${label}=`) ? parse(text).node : undefined;
      for (const selector of root === undefined ? [] : selectorsIn(root)) {
        const unmet = series.has(seriesName(selector)) ? selector.matchers.find(isUnmet) : undefined;
        if (unmet === undefined) continue;
        const message = `rule '${rule.alert ?? rule.record ?? ''}' of group '${group}' reads '${seriesName(selector)}' with ${label}${unmet.operator}"${unmet.value}", and the targets of '${monitor}' have ${label}="${values.join('", "')}"`;
        return [
          error('LBL202', message, {
            object: monitor,
            path: 'spec',
            fix: `leave the matcher of '${label}' out: the rule is bound to the service`,
          }),
        ];
      }
    }
  }
  return [];
}
