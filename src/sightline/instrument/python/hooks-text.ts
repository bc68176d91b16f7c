import type { MetricDeclaration } from '../../contract/metric';
import type { ServiceContract } from '../../contract/service-contract';
import type { HttpRoles } from './http-roles';
import type { PythonNames } from './metrics-text';
import type { Fact } from './request-facts';
import type { PythonSource } from './python-imports';
import { bracketed, isArgumentName, pythonString } from './python-literals';

/**
 * The functions by which the middleware, the same for every contract, reaches the metrics of this one.
 *
 * @param hooks their signatures; the bodies are replaced
 */
export function pythonHooks(
  hooks: PythonSource,
  roles: HttpRoles,
  notTraffic: ServiceContract['notTraffic'],
  names: PythonNames,
): PythonSource {
  const { requests, latency, inFlight } = roles;
  const series = (metric: MetricDeclaration, use: Use): string => call(metric, use, roles.facts, names);
  const counted = [
    series(requests, { method: 'labels', after: '.inc()' }),
    ...(latency === undefined ? [] : [series(latency, { method: 'labels', after: '.observe(seconds)' })]),
  ];
  const bodies = new Map([
    ['_is_left_out', leftOutText(roles.facts, notTraffic)],
    ['_count', counted.join('\n')],
    // a series without labels is there from the start
    ['_begin', Object.keys(requests.labels).length === 0 ? 'pass' : series(requests, { method: 'begin' })],
    [
      '_in_flight',
      inFlight === undefined ? 'return None' : series(inFlight, { method: 'labels', before: 'return ' }),
    ],
  ]);
  return {
    ...hooks,
    body: hooks.body.replaceAll(
      definition,
      (_, head: string, name: string) =>
        `${head}\n${indented(bodies.get(name) ?? 'raise NotImplementedError')}`,
    ),
  };
}

/** A function: its signature and its docstring, and the body after them. */
const definition = /^(def (\w+)\(.*\n    """.*""")(?:\n    .*)*$/gm;

/** Whether a request is no traffic, by what the contract says of its labels. */
function leftOutText(facts: ReadonlyMap<string, Fact>, notTraffic: ServiceContract['notTraffic']): string {
  const conditions = Object.entries(notTraffic).map(([label, values]) => ({
    fact: facts.get(label) ?? 'route',
    values: values.map(pythonString),
  }));
  const tests = conditions.map(({ fact, values }) =>
    [bracketed(`if ${fact} in {`, values, '}:', indent), '    return True'].join('\n'),
  );
  const [only, ...more] = conditions;
  return only !== undefined && more.length === 0
    ? bracketed(`return ${only.fact} in {`, only.values, '}', indent)
    : [...tests, 'return False'].join('\n');
}

/** What is done with a series. */
interface Use {
  readonly method: 'labels' | 'begin';
  readonly before?: string;
  readonly after?: string;
}

function call(
  metric: MetricDeclaration,
  { method, before = '', after = '' }: Use,
  facts: ReadonlyMap<string, Fact>,
  names: PythonNames,
): string {
  const constant = `${before}${names.get(metric.name) ?? metric.name}`;
  const labels = Object.keys(metric.labels);
  if (labels.length === 0) return `${constant}${after}`;
  const values = labels.map((label) => ({ label, fact: facts.get(label) ?? 'route' }));
  // a label may be called 'class', an argument may not
  const items = labels.every(isArgumentName)
    ? values.map(({ label, fact }) => `${label}=${fact}`)
    : [
        bracketed(
          '**{',
          values.map(({ label, fact }) => `${pythonString(label)}: ${fact}`),
          '}',
          2 * indent,
        ),
      ];
  return bracketed(`${constant}.${method}(`, items, `)${after}`, indent);
}

const indent = 4;

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ');
}
