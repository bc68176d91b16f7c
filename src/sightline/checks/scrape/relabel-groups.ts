import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { partOf } from '../../problem/read';
import { missingGroups } from '../../promql/syntax/replacement';
import { mapsAt, textAt } from '../../scrape/path/fields';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf } from '../world';

/** Groups that the replacement of a rule of relabelling names, and that its regular expression does not have: nothing is put there. */
export const relabelGroupsCheck: Check = {
  layer: 'object',
  run: (world) =>
    objectsOf(
      world,
      'monitoring.coreos.com',
      'ServiceMonitor',
      'PodMonitor',
      'Probe',
      'ScrapeConfig',
    ).flatMap(inObject),
};

/** Where lists of rules stand in the objects. */
const lists = [
  ['endpoints', 'relabelings'],
  ['endpoints', 'metricRelabelings'],
  ['podMetricsEndpoints', 'relabelings'],
  ['podMetricsEndpoints', 'metricRelabelings'],
  ['', 'relabelings'],
  ['', 'metricRelabelings'],
] as const;

function inObject(object: FinalObject): Problem[] {
  return lists.flatMap(([parent, list]) => {
    const holders =
      parent === '' ? [partOf(object.manifest, 'spec')] : mapsAt(object.manifest, 'spec', parent);
    return holders.flatMap((holder, index) =>
      mapsAt({ holder }, 'holder', list).flatMap((rule, number) => {
        const path = `spec${parent === '' ? '' : `.${parent}[${index}]`}.${list}[${number}].replacement`;
        return missingGroups(textAt(rule, 'replacement') ?? '', textAt(rule, 'regex') ?? '(.*)').map(
          ({ message, fix }) =>
            warning('PQL008', message, {
              object: referenceOf(object),
              path: `${object.path} ${path}`,
              ...defined({ fix }),
            }),
        );
      }),
    );
  });
}
