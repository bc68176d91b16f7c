import {
  counter,
  gauge,
  histogram,
  httpStatus,
  serviceContract,
} from '../../../../src/sightline/instrument/contract';
import { httpRolesOf } from '../../../../src/sightline/instrument/python/http-roles';
import type { RoleHints } from '../../../../src/sightline/instrument/python/request-facts';
import { taskApi } from '../../../../src/services/task-api-contract';
import { shop } from './shop-contract';

const method = ['GET', 'POST'] as const;
const requests = counter('a_requests_total', 'Requests', { method, route: { max: 5 }, status: httpStatus });
const others = counter('b_requests_total', 'Other requests', {
  method,
  route: { max: 5 },
  status: httpStatus,
});
const odd = counter('odd_total', 'Odd', { how: method, where: { max: 5 }, outcome: httpStatus });

const contract = (...metrics: Parameters<typeof serviceContract>[0]['metrics'][number][]) =>
  serviceContract({ name: 'a', metrics, notTraffic: {} });

const messages = (found: ReturnType<typeof httpRolesOf>) => found.problems.map(({ message }) => message);

describe('The roles of metrics', () => {
  test('are found by labels of usual names', () => {
    const { roles, problems } = httpRolesOf(taskApi);
    expect(problems).toEqual([]);
    expect(roles?.requests.name).toBe('task_api_requests_total');
    expect(roles?.latency?.name).toBe('task_api_request_duration_seconds');
    expect(roles?.inFlight?.name).toBe('task_api_active_connections');
    expect(roles?.facts.get('endpoint')).toBe('route');
  });

  test('are found among metrics of other kinds', () => {
    const { roles } = httpRolesOf(shop);
    expect([roles?.requests.name, roles?.latency?.name, roles?.inFlight?.name]).toEqual([
      'shop_requests_total',
      'shop_request_seconds',
      'shop_requests_in_flight',
    ]);
    expect(roles?.facts.get('code')).toBe('status');
  });

  test('are none, without a word, where nothing counts by status', () => {
    const worker = contract(
      counter('jobs_total', 'Jobs', { queue: ['a', 'b'] }),
      gauge('depth', 'Depth', {}),
    );
    expect(httpRolesOf(worker)).toEqual({ problems: [] });
  });

  test('must be said where two metrics could have one', () => {
    expect(messages(httpRolesOf(contract(requests, others)))).toEqual([
      "'--requests' must say which of a_requests_total, b_requests_total observes requests, as each of them could",
    ]);
    const said = httpRolesOf(contract(requests, others), { requests: 'b_requests_total' });
    expect(said.roles?.requests.name).toBe('b_requests_total');
  });

  test('take labels of any name that is said', () => {
    const hints: RoleHints = { methodLabel: 'how', routeLabel: 'where', statusLabel: 'outcome' };
    const { roles, problems } = httpRolesOf(contract(odd), hints);
    expect(problems).toEqual([]);
    expect(roles?.requests.name).toBe('odd_total');
    expect(Object.keys(odd.declaration.labels).map((label) => roles?.facts.get(label))).toEqual([
      ...['method', 'route', 'status'],
    ]);
  });

  test('take the label of what is not traffic as the route', () => {
    const page = counter('page_requests_total', 'Requests', { page: { max: 5 }, status: httpStatus });
    const pages = serviceContract({ name: 'a', metrics: [page], notTraffic: { page: ['/metrics'] } });
    expect(httpRolesOf(pages).roles?.facts.get('page')).toBe('route');
  });

  test('can be none where that is said', () => {
    const { roles } = httpRolesOf(taskApi, { latency: 'none', inFlight: 'none' });
    expect([roles?.latency, roles?.inFlight]).toEqual([undefined, undefined]);
  });

  test('name what does not fit, and what was meant', () => {
    expect(messages(httpRolesOf(taskApi, { requests: 'task_api_request_duration_seconds' }))).toEqual([
      "'--requests' (task_api_request_duration_seconds) must name a counter of the contract, which has the counters task_api_requests_total",
    ]);
    const { problems } = httpRolesOf(taskApi, { statusLabel: 'statos' });
    expect(problems[0]).toMatchObject({
      message: "'--status-label' (statos) is on no metric of the contract",
      fix: "did you mean 'status'?",
    });
    expect(messages(httpRolesOf(contract(odd), { requests: 'odd_total' }))).toEqual(
      ['how', 'where', 'outcome'].map(
        (label) => `label '${label}' of 'odd_total' holds neither method nor route nor status of a request`,
      ),
    );
    const late = gauge('busy_in_flight', 'Busy', { status: httpStatus });
    expect(messages(httpRolesOf(contract(requests, late), { inFlight: 'busy_in_flight' }))).toEqual([
      "label 'status' of 'busy_in_flight' is a status, which no request has while it is served",
    ]);
  });

  test('say so when they were asked for and nothing counts by status', () => {
    const seconds = histogram('a_seconds', 'Durations', { method }, { buckets: [1] });
    expect(messages(httpRolesOf(contract(seconds), { latency: 'a_seconds' }))).toEqual([
      "no counter of the contract counts requests by their status: '--requests' must name it",
    ]);
  });
});
