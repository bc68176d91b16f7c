import { formatDuration, parseDuration } from '../../contract/duration';
import { seriesNames } from '../../contract/series-names';
import type { Problem } from '../../problem/problem';
import { parse } from '../../promql/parse/parse';
import { seriesName } from '../../promql/syntax/series-name';
import { nodesIn } from '../../promql/syntax/walk';
import { checkRanges } from '../../rules/check-ranges';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import type { ServiceFacts } from '../world';
import { endpointField } from './endpoint-path';
import type { PlacedRule } from './lost-series';

/**
 * A monitor that scrapes a service less often than its rules were written for, since somebody patched it: their windows hold too few samples.
 *
 * @param path the whole path of the monitor, without a broken link
 * @param rules the rules about the service
 */
export function slowScrapes(
  { object: monitor, jobs }: ScrapePath,
  { contract }: ServiceFacts,
  rules: readonly PlacedRule[],
): Problem[] {
  const names = new Set(contract.metrics.filter(({ origin }) => origin !== 'external').flatMap(seriesNames));
  for (const [index, { job }] of jobs.entries()) {
    const interval = parseDuration(job.scrape_interval ?? '');
    for (const { group, rule, scrapeInterval } of rules) {
      if (interval === undefined || interval <= scrapeInterval) continue;
      const { node } = parse(String(rule.expr));
      const [problem] = checkRanges(node === undefined ? [] : nodesIn(node), (selector) =>
        names.has(seriesName(selector)) ? interval : undefined,
      );
      if (problem === undefined) continue;
      const who = `rule '${rule.alert ?? rule.record ?? ''}' of group '${group}'`;
      const message = `'${monitor}' scrapes every ${formatDuration(interval)}, and of ${who} ${problem.message}`;
      const path = `${endpointField(monitor, index)}.interval`;
      return [{ ...problem, message, object: monitor, path }];
    }
  }
  return [];
}
