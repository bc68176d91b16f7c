import type { MetricDeclaration } from '../../contract/metric';
import type { ServiceContract } from '../../contract/service-contract';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { factsOf, type Fact, type RoleHints } from './request-facts';

/** Which metrics observe HTTP requests, and what their labels hold. */
export interface HttpRoles {
  /** Counts requests. */
  readonly requests: MetricDeclaration;

  /**
   * Measures how long they take.
   *
   * @default - nothing does
   */
  readonly latency?: MetricDeclaration;

  /**
   * Holds how many are being served.
   *
   * @default - nothing does
   */
  readonly inFlight?: MetricDeclaration;

  /** What each of their labels, and each label of `notTraffic`, holds. */
  readonly facts: ReadonlyMap<string, Fact>;
}

/** Roles, or what stands in their way. No roles and no problems: the contract has nothing to observe requests with. */
export interface FoundRoles {
  readonly roles?: HttpRoles;
  readonly problems: readonly Problem[];
}

const flags = { requests: '--requests', latency: '--latency', inFlight: '--in-flight' } as const;
const nounOf = { counter: 'counters', histogram: 'histograms', gauge: 'gauges' } as const;

/** Finds out which metrics of a contract observe HTTP requests. */
export function httpRolesOf(contract: ServiceContract, hints: RoleHints = {}): FoundRoles {
  const problems: Problem[] = [];
  const facts = factsOf(contract, hints, problems);
  const find = (
    role: keyof typeof flags,
    type: keyof typeof nounOf,
    usual: (metric: MetricDeclaration) => boolean,
  ) => findMetric({ contract, role, type, usual, name: hints[role] }, problems);
  const holdsOnly = ({ labels }: MetricDeclaration, held: readonly Fact[]) =>
    Object.keys(labels).every((label) => held.some((fact) => fact === facts.get(label)));
  const requests = find(
    'requests',
    'counter',
    (metric) =>
      Object.keys(metric.labels).some((label) => facts.get(label) === 'status') &&
      holdsOnly(metric, ['method', 'route', 'status']),
  );
  const latency = find(
    'latency',
    'histogram',
    (metric) =>
      metric.unit === 'seconds' &&
      Object.keys(metric.labels).length > 0 &&
      holdsOnly(metric, ['method', 'route', 'status']),
  );
  const inFlight = find(
    'inFlight',
    'gauge',
    (metric) =>
      /in_?flight|in_?progress|active_(connections|requests)/.test(metric.name) &&
      holdsOnly(metric, ['method', 'route']),
  );
  if (requests === undefined) {
    const said = Object.values(hints).some((hint) => hint !== undefined && hint !== 'none');
    if (said && problems.length === 0) {
      problems.push(
        error(
          'OPT003',
          "no counter of the contract counts requests by their status: '--requests' must name it",
        ),
      );
    }
    return { problems };
  }
  const roles: HttpRoles = { requests, facts, ...(latency && { latency }), ...(inFlight && { inFlight }) };
  problems.push(...checkLabels(contract, roles));
  return problems.length > 0 ? { problems } : { roles, problems };
}

interface Wanted {
  readonly contract: ServiceContract;
  readonly role: keyof typeof flags;
  readonly type: keyof typeof nounOf;
  readonly usual: (metric: MetricDeclaration) => boolean;
  readonly name: string | undefined;
}

function findMetric(
  { contract, role, type, usual, name }: Wanted,
  problems: Problem[],
): MetricDeclaration | undefined {
  if (name === 'none') return undefined;
  const ofType = contract.metrics.filter((metric) => metric.type === type);
  const flag = flags[role];
  if (name !== undefined) {
    const named = ofType.find((metric) => metric.name === name);
    if (named === undefined) {
      const names = ofType.map((metric) => metric.name).sort();
      const has = names.length === 0 ? `no ${nounOf[type]}` : `the ${nounOf[type]} ${names.join(', ')}`;
      problems.push(
        error('OPT002', `'${flag}' (${name}) must name a ${type} of the contract, which has ${has}`),
      );
    }
    return named;
  }
  const found = ofType.filter(usual);
  if (found.length > 1) {
    const names = found.map((metric) => metric.name).sort();
    problems.push(
      error(
        'OPT003',
        `'${flag}' must say which of ${names.join(', ')} observes requests, as each of them could`,
        {
          fix:
            role === 'requests'
              ? `give '${flag} ${names[0] ?? ''}'`
              : `give '${flag} ${names[0] ?? ''}', or '${flag} none'`,
        },
      ),
    );
  }
  return found[0];
}

/** What is wrong with labels: no request says what to write into them. */
function checkLabels(
  contract: ServiceContract,
  { requests, latency, inFlight, facts }: HttpRoles,
): Problem[] {
  const metrics = [requests, ...(latency ? [latency] : []), ...(inFlight ? [inFlight] : [])];
  const unknown = metrics.flatMap(({ name, labels }) =>
    Object.keys(labels)
      .filter((label) => !facts.has(label))
      .map((label) =>
        error(
          'OPT003',
          `label '${label}' of '${name}' holds neither method nor route nor status of a request`,
          {
            fix: "say what it holds with '--method-label', '--route-label' or '--status-label'",
          },
        ),
      ),
  );
  const early = Object.keys(inFlight?.labels ?? {})
    .filter((label) => facts.get(label) === 'status')
    .map((label) =>
      error(
        'OPT002',
        `label '${label}' of '${inFlight?.name ?? ''}' is a status, which no request has while it is served`,
      ),
    );
  const untold = Object.keys(contract.notTraffic)
    .filter((label) => !facts.has(label))
    .map((label) =>
      error(
        'OPT003',
        `'notTraffic' goes by label '${label}', which holds neither method nor route nor status`,
        {
          fix: "say what it holds with '--method-label', '--route-label' or '--status-label'",
        },
      ),
    );
  return [...unknown, ...early, ...untold];
}
