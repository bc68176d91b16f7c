import { promtool } from '../../../../src/sightline/prometheus/promtool';
import type { BoundGroup } from '../../../../src/sightline/rules/bind-rules';
import { describeOnPrometheus } from '../../../tools/prometheus/suite';
import { latencyOf } from './latency-series';
import { expectValues, recorded, ruleFile } from './rule-test';
import { requestsOf, steady, targetOf } from './series';
import { boundTo, taskApiSignals } from './task-api';

const at = 15 * 60;
const traffic = 'task_api:requests:rate5m';
const errors = 'task_api:errors:rate5m';

/** The rules of both namespaces in one file. Group names are unique in a PrometheusRule, not between two of them. */
const groups: readonly BoundGroup[] = ['default', 'staging'].flatMap((namespace) =>
  boundTo(namespace, [taskApiSignals()]).map((group) => ({ ...group, name: `${namespace}/${group.name}` })),
);

const production = targetOf('task-api-1', 'default');
const staging = targetOf('task-api-1', 'staging');

describeOnPrometheus('staging beside production', (prometheus) => {
  test('both sets of rules together have no duplicates, by any lint of promtool', async () => {
    const { ok, output } = await promtool(prometheus).checkRules(
      { yaml: ruleFile(groups) },
      { lintFatal: true },
    );
    expect(output).toContain('SUCCESS: 14 rules found');
    expect(output).not.toContain('duplicate');
    expect(ok).toBe(true);
  });

  test('a staging that fails half its requests leaves production at 0 %, and the other way round', async () => {
    await expectValues(prometheus, {
      groups,
      series: [
        requestsOf(production, '/tasks', '200', steady(9)),
        ...latencyOf(production, '/tasks', { 0.01: 30 }),
        requestsOf(staging, '/tasks', '200', steady(1)),
        requestsOf(staging, '/tasks', '500', steady(1)),
        ...latencyOf(staging, '/tasks', { 10: 30 }),
      ],
      expected: [
        recorded(traffic, at, { '/tasks': 9 }, { namespace: 'default' }),
        recorded(traffic, at, { '/tasks': 2 }, { namespace: 'staging' }),
        recorded(errors, at, { '/tasks': 0 }, { namespace: 'default' }),
        recorded(errors, at, { '/tasks': 50 }, { namespace: 'staging' }),
        recorded('task_api:latency_p50:5m', at, { '/tasks': 0.005 }, { namespace: 'default' }),
        recorded('task_api:latency_p50:5m', at, { '/tasks': 7.5 }, { namespace: 'staging' }),
        // without a selection there are two series, not one
        {
          expr: errors,
          at,
          samples: [
            [{ endpoint: '/tasks', namespace: 'default', service: 'task-api' }, 0],
            [{ endpoint: '/tasks', namespace: 'staging', service: 'task-api' }, 50],
          ],
        },
      ],
    });
  });
});

describeOnPrometheus('another service with the same metrics', (prometheus) => {
  test('a service of another name in the same namespace is not counted', async () => {
    const other = targetOf('old-task-api-1', 'default', 'old-task-api');
    await expectValues(prometheus, {
      groups: boundTo('default', [taskApiSignals()]),
      series: [
        requestsOf(production, '/tasks', '200', steady(3)),
        requestsOf(other, '/tasks', '500', steady(8)),
        requestsOf(other, '/old', '200', steady(8)),
        ...latencyOf(production, '/tasks', { 0.01: 30 }),
        ...latencyOf(other, '/tasks', { 10: 300 }),
      ],
      expected: [
        recorded(traffic, at, { '/tasks': 3 }),
        recorded(errors, at, { '/tasks': 0 }),
        recorded('task_api:latency_p50:5m', at, { '/tasks': 0.005 }),
      ],
    });
  });
});
