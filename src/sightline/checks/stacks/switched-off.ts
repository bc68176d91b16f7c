import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { elementsOf, partOf } from '../../problem/read';
import { isTruthy } from '../../stack/chart-selectors';
import { valueAt } from '../../stack/plain-data';
import type { Check } from '../check';
import { objectsOf, referenceOf, stacksOf, type FinalObject, type StackFacts, type World } from '../world';

/** A part of the chart that exposes series, which rules read. */
interface Exposer {
  readonly name: string;

  /** The key of the values that switches it off. */
  readonly key: readonly string[];

  /** Series of it, where one begins in an expression. */
  readonly series: RegExp;
}

const exposers: readonly Exposer[] = [
  { name: 'kube-state-metrics', key: ['kubeStateMetrics', 'enabled'], series: /(?<![\w:])kube_\w+/ },
  { name: 'the kubelet', key: ['kubelet', 'enabled'], series: /(?<![\w:])(?:container|kubelet)_\w+/ },
  { name: 'cAdvisor', key: ['kubelet', 'serviceMonitor', 'cAdvisor'], series: /(?<![\w:])container_\w+/ },
  { name: 'node-exporter', key: ['nodeExporter', 'enabled'], series: /(?<![\w:])node_\w+/ },
];

/**
 * Parts of the stack that are switched off in its values, and that what is bound to it needs. Something else may do their work: that is for a person to
 * say. Of files of somebody nothing is said, since it may stand in others.
 */
export const switchedOffCheck: Check = {
  layer: 'stack',
  run: (world) =>
    world.cluster === undefined || world.cluster.isClosed === true
      ? world.stacks.flatMap((stack) => problemsOf(stack, world))
      : [],
};

function problemsOf(stack: StackFacts, world: World): readonly Problem[] {
  const bound = (...kinds: readonly string[]): readonly FinalObject[] =>
    objectsOf(world, 'monitoring.coreos.com', ...kinds).filter((object) =>
      stacksOf(world, object).includes(stack),
    );
  const isOff = (key: readonly string[]): boolean => {
    const value = valueAt(stack.values, key);
    // without a number of replicas the operator takes one
    return value !== undefined && !(value === null && key.at(-1) === 'replicas') && !isTruthy(value);
  };
  const told = (key: readonly string[], message: string, fix: string): Problem =>
    warning('HLM012', message, { path: `${stack.path}.values.${key.join('.')}`, fix });
  const [first] = bound('ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig', 'PrometheusRule');
  const problems: Problem[] = [];
  if (first === undefined) return [];
  for (const key of [
    ['prometheus', 'enabled'],
    ['prometheus', 'prometheusSpec', 'replicas'],
  ]) {
    if (isOff(key))
      problems.push(
        told(
          key,
          `release '${stack.release}' has no Prometheus, so nobody here reads ${referenceOf(first)}`,
          'leave the key out, or answer the problem with which Prometheus reads it',
        ),
      );
  }
  if (isOff(['prometheusOperator', 'enabled']))
    problems.push(
      told(
        ['prometheusOperator', 'enabled'],
        `release '${stack.release}' has no operator, so nobody here makes a configuration of ${referenceOf(first)}`,
        'leave the key out, or answer the problem with which operator does',
      ),
    );
  const rules = exposers.some(({ key }) => isOff(key)) ? bound('PrometheusRule') : [];
  for (const { name, key, series } of exposers) {
    const reader = isOff(key) ? readerOf(rules, series) : undefined;
    if (reader === undefined) continue;
    problems.push(
      told(
        key,
        `release '${stack.release}' does not scrape ${name}, and ${referenceOf(reader.object)} reads '${reader.series}': the rule stays empty`,
        'leave the key out, or answer the problem with what exposes it',
      ),
    );
  }
  return problems;
}

/** The first rule that reads such a series. */
function readerOf(
  objects: readonly FinalObject[],
  series: RegExp,
): { readonly object: FinalObject; readonly series: string } | undefined {
  for (const object of objects) {
    const groups = elementsOf(partOf(partOf(object.manifest, 'spec'), 'groups')) ?? [];
    for (const rule of groups.flatMap((group) => elementsOf(partOf(group, 'rules')) ?? [])) {
      const found = series.exec(String(partOf(rule, 'expr')))?.[0];
      if (found !== undefined) return { object, series: found };
    }
  }
  return undefined;
}
