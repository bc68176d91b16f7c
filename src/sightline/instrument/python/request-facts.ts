import type { ServiceContract } from '../../contract/service-contract';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { usualSources } from '../usual-sources';

/** What is known of a request: its method, the template of its route, and the status of its response. */
export type Fact = 'method' | 'route' | 'status';

/** What is said about the roles; the rest is found out. Metrics by name, `none` for no such metric. */
export interface RoleHints {
  /**
   * The counter of requests.
   *
   * @default - the only counter whose labels hold a status, and besides it method and route at most
   */
  readonly requests?: string;

  /**
   * The histogram of their durations.
   *
   * @default - the only histogram in seconds whose labels hold method and route
   */
  readonly latency?: string;

  /**
   * The gauge of those being served.
   *
   * @default - the only gauge that is named so: in flight, in progress, active connections or requests
   */
  readonly inFlight?: string;

  /**
   * The label that holds the method.
   *
   * @default - `method` or `verb`
   */
  readonly methodLabel?: string;

  /**
   * The label that holds the template of the route.
   *
   * @default - `route` or `endpoint`; otherwise the only label of `notTraffic`
   */
  readonly routeLabel?: string;

  /**
   * The label that holds the status.
   *
   * @default - `status` or `code`
   */
  readonly statusLabel?: string;
}

/**
 * What each label holds.
 *
 * @param problems where to put what is wrong with the hints
 */
export function factsOf(contract: ServiceContract, hints: RoleHints, problems: Problem[]): Map<string, Fact> {
  const facts = new Map<string, Fact>(Object.entries(usualSources));
  const labels = new Set(contract.metrics.flatMap((metric) => Object.keys(metric.labels)));
  const given = { method: hints.methodLabel, route: hints.routeLabel, status: hints.statusLabel };
  for (const fact of ['method', 'route', 'status'] as const) {
    const label = given[fact];
    if (label === undefined) continue;
    if (!labels.has(label)) {
      const meant = nearest(label, [...labels]);
      problems.push(
        error('LBL201', `'--${fact}-label' (${label}) is on no metric of the contract`, {
          ...(meant === undefined ? {} : { fix: `did you mean '${meant}'?` }),
        }),
      );
    }
    // what is said replaces what is usual
    for (const [usual, held] of facts) if (held === fact) facts.delete(usual);
    facts.set(label, fact);
  }
  const routed = [...labels].some((label) => facts.get(label) === 'route');
  const [left, ...more] = Object.keys(contract.notTraffic).filter((label) => !facts.has(label));
  if (!routed && left !== undefined && more.length === 0) facts.set(left, 'route');
  return facts;
}
