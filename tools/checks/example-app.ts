import { ApiObject, Chart, type ApiObjectProps } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import {
  KubePrometheusStack,
  MonitoredService,
  promql,
  recordingRule,
  ruleGroup,
  serviceContract,
  SightlineApp,
  type KubePrometheusStackProps,
  type Rule,
  type RuleGroup,
} from '../../src/sightline';
import type { Example } from '../../src/sightline/problem/registry/entry';
import { evaluate, execute } from './evaluate';
import * as shop from './shop';

/** The small program with the parts of an example in it. What the parts are is for the checks to say. */
export function exampleApp(example: Example): SightlineApp {
  const app = new SightlineApp(options(example.app));
  const given = options(example.stack) as Partial<KubePrometheusStackProps>; // as the example has it
  const stack = new KubePrometheusStack(app, 'stack', {
    ...shop.stack,
    ...given,
    prometheus: { ...shop.stack.prometheus, ...given.prometheus },
  });
  const chart = new Chart(app, 'shop', { namespace: 'retail' });
  const contract = serviceContract({ ...shop.contract, ...options(example.contract) });
  new MonitoredService(chart, 'monitored', {
    stack,
    contract,
    rules: groupsOf(example),
    ...shop.service,
    ...options(example.service),
  });
  for (const [index, document] of parseAllDocuments(example.objects ?? '').entries())
    new ApiObject(chart, `object-${index}`, document.toJS() as ApiObjectProps);
  if (example.program !== undefined) execute(example.program, { app, stack, chart, Chart });
  return app;
}

function groupsOf({ promql: text, rules, groups }: Example): readonly RuleGroup[] {
  const metrics = [shop.orders, shop.failures, shop.wait, shop.queue];
  const written = [
    ...(text === undefined ? [] : [recordingRule('shop:example:value', promql(text, { metrics }))]),
    ...(rules === undefined ? [] : (evaluate(`[${rules}]`) as Rule[])),
  ];
  return [
    ...(written.length === 0 ? [] : [ruleGroup('example', written)]),
    ...(groups === undefined ? [] : (evaluate(`[${groups}]`) as RuleGroup[])),
  ];
}

function options(code: string | undefined): object {
  return code === undefined ? {} : (evaluate(code) as object);
}
