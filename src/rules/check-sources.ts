import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import type { Node } from '../promql/ast';
import { selectorsIn } from '../promql/bind';

/** The series of a target that Prometheus writes itself. */
const scrapeSeries = new Set(['up']);

/** Where the series of one target come from. */
export interface Sources {
  /** What is recorded about the target, each with the name of its group. */
  readonly recorded: ReadonlyMap<string, string>;

  /**
   * The series that the service exposes.
   *
   * @default - unknown, and nothing is held against a name
   */
  readonly exposed?: ReadonlySet<string>;
}

/**
 * Series of the target that nothing writes: the rule would be empty for ever, and say nothing. Within a group, rules are evaluated in order,
 * so one that reads what a later one records is an interval late.
 *
 * @param group the name of the rule's group
 * @param before what the rules before it in the group record
 */
export function checkSources(
  node: Node,
  group: string,
  before: ReadonlySet<string>,
  sources: Sources,
): Problem[] {
  return selectorsIn(node).flatMap(({ name, scope }) => {
    if (scope !== 'target' || scrapeSeries.has(name)) return [];
    if (!name.includes(':'))
      return sources.exposed === undefined || sources.exposed.has(name)
        ? []
        : [notExposed(name, sources.exposed)];
    const home = sources.recorded.get(name);
    if (home === undefined) {
      return [
        error('REC502', `'${name}' is recorded by no rule of this service`, {
          fix: 'add its rule to a group of the service',
        }),
      ];
    }
    if (home !== group || before.has(name)) return [];
    return [
      error('REC502', `'${name}' is recorded later in the same group`, {
        fix: 'move its rule before this one',
      }),
    ];
  });
}

function notExposed(name: string, exposed: ReadonlySet<string>): Problem {
  const meant = nearest(name, exposed);
  return error('TYP101', `'${name}' is of no metric in the contract of the service`, {
    fix: meant === undefined ? "add the metric to the contract's 'metrics'" : `did you mean '${meant}'?`,
  });
}
