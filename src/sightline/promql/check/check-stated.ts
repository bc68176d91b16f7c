import { error } from '../../problem/problems';
import type { Flow } from '../flow/flow';
import { closed, differ, listLabels } from '../flow/labels';
import type { Stated } from '../syntax/ast';
import { allPlaced, type FoundProblem } from './found';

/** Labels that an author says a result has, and that are surely others. */
export function checkStated(node: Stated, { labels }: Flow): readonly FoundProblem[] {
  const { stated } = node;
  if (stated === undefined || !differ(labels, closed(stated))) return [];
  return allPlaced(node, [
    error(
      'LBL201',
      `'labels' of promql() are ${listLabels(stated)}, and its result has ${listLabels(labels.names)}`,
    ),
  ]);
}
