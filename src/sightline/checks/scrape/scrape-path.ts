import { defined } from '../../problem/defined';
import { targetKey } from '../../contract/target-labels';
import type { Problem } from '../../problem/problem';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import { tracePaths } from '../../scrape/path/trace-path';
import type { ApiObject, DeclaredPods } from '../../scrape/path/world';
import { globalScrapeConfig } from '../../scrape/global-config';
import type { PrometheusInstance } from '../../scrape/settings/prometheus-instance';
import { stackInstance } from '../../scrape/settings/stack-instance';
import type { Check } from '../check';
import { onceOf } from '../once-of';
import { type FinalObject, referenceOf, type ServiceFacts, type StackFacts, type World } from '../world';
import { objectsByReference } from './endpoint-path';
import { lostSeries, type PlacedRule } from './lost-series';
import { passedLimits } from './passed-limits';
import { slowScrapes } from './slow-scrapes';
import { unmetTargetMatchers } from './target-matchers';
import { unreadHistograms } from './unread-histograms';

/**
 * The way of each monitor to its series, and of rules and probes to the Prometheus that selects them, simulated: the first link that breaks is
 * told. What is bound to a stack is traced to its Prometheus; what is written by hand to every Prometheus of the program, and one that selects it
 * is enough.
 */
export const scrapePathCheck: Check = {
  layer: 'scrape',
  run: (world) => scrapePathProblems(world, tracedPaths(world)),
};

/** A path, and where it leads to. */
export interface TracedPath {
  readonly path: ScrapePath;

  /** @default - a Prometheus of no stack */
  readonly stack?: StackFacts;
}

/** The check over paths that have been traced already: {@link tracedPaths} of the same world. */
export function checkOfPaths(paths: readonly TracedPath[]): Check {
  return { layer: 'scrape', run: (world) => scrapePathProblems(world, paths) };
}

function scrapePathProblems(world: World, paths: readonly TracedPath[]): Problem[] {
  const broken = new Map<string, Problem[][]>();
  const objects = objectsByReference(world);
  const lost = lostSeriesIn(world);
  for (const { path, stack } of paths) {
    const found = problemsOf(path);
    const problems =
      found.length > 0 || stack === undefined ? found : lost(path, stack, objects.get(path.object));
    const others = broken.get(path.object);
    if (others === undefined) broken.set(path.object, [problems]);
    else others.push(problems);
  }
  const told = [...broken].flatMap(([object, found]) =>
    found.some((problems) => problems.length === 0) ? [] : placed(found[0] ?? [], object, objects),
  );
  // what two monitors do together is told of the first, and so is what is wrong with the Prometheus
  return [
    ...new Map([...told].reverse().map((each) => [`${each.id}\n${each.message}`, each])).values(),
  ].reverse();
}

/** The paths of all objects to each Prometheus that they are meant for: several checks look at them. */
export const tracedPaths = onceOf(tracePathsOf);

function tracePathsOf(world: World): readonly TracedPath[] {
  const { prometheuses = [], cluster } = world;
  const toStacks = world.stacks.flatMap((stack) => pathsTo(world, stack).map((path) => ({ path, stack })));
  if (prometheuses.length === 0) return toStacks;
  const objects = world.objects.filter(({ stack, isRuleFile }) => stack === undefined && isRuleFile !== true);
  const toOthers = prometheuses.flatMap((prometheus) => tracePaths({ objects, prometheus, ...cluster }));
  return [...toStacks, ...toOthers.map((path) => ({ path }))];
}

/** Tells what the monitors of services take away, or do not read, of what the rules about these read. */
function lostSeriesIn({
  services,
  rules,
  stacks,
}: World): (path: ScrapePath, stack: StackFacts, object?: FinalObject) => Problem[] {
  const byPath = new Map(services.map((service) => [service.path, service]));
  const byTarget = new Map<string, PlacedRule[]>();
  for (const { bound, written } of rules) {
    if (bound === undefined) continue;
    const placed = written.flatMap(({ name: group, rules: own = [] }) =>
      own.map((rule) => ({ group, rule, scrapeInterval: bound.binding.scrapeInterval })),
    );
    const key = targetKey(bound.binding.target);
    byTarget.set(key, [...(byTarget.get(key) ?? []), ...placed]);
  }
  const globals = new Map(
    stacks.map((stack) => [stack.path, globalScrapeConfig(instanceOf(stack)?.settings)]),
  );
  return (path, stack, object) => {
    const service = object && outermost(object.path, byPath);
    if (service === undefined) return [];
    const rulesOfIt = byTarget.get(targetKey(service.target)) ?? [];
    return [
      ...unreadHistograms(path, service, stack),
      ...passedLimits(path, service, globals.get(stack.path) ?? {}),
      ...lostSeries(path, service, rulesOfIt),
      ...unmetTargetMatchers(path, service, rulesOfIt),
      ...slowScrapes(path, service, rulesOfIt),
    ];
  };
}

/** The service whose construct something stands in. */
function outermost(path: string, services: ReadonlyMap<string, ServiceFacts>): ServiceFacts | undefined {
  const parts = path.split('/');
  const [found] = parts.flatMap((_, index) => services.get(parts.slice(0, index + 1).join('/')) ?? []);
  return found;
}

function instanceOf(stack: StackFacts): PrometheusInstance | undefined {
  return stack.instance ?? stackInstance(stack.values, stack);
}

/** The paths of the objects that are meant for a stack, to its Prometheus. None where its values turn it off. */
export function pathsTo(world: World, stack: StackFacts): readonly ScrapePath[] {
  const prometheus = instanceOf(stack);
  if (prometheus === undefined) return [];
  const own = world.objects.filter(
    (object) => (object.stack === undefined || object.stack === stack.path) && object.isRuleFile !== true,
  );
  return tracePaths({
    objects: [...own, ...declaredServices(world)],
    pods: declaredPods(world),
    prometheus,
    ...world.cluster,
  });
}

/** The pods that services describe, and that somebody else deploys. */
function declaredPods({ services }: World): DeclaredPods[] {
  return services.flatMap(({ path, target, pods }) =>
    pods === undefined || pods.areDeployed
      ? []
      : [
          {
            by: path,
            service: target.service,
            namespace: target.namespace,
            labels: pods.labels,
            ports: pods.ports,
          },
        ],
  );
}

/** The Services that are described, and that somebody else makes; one that is in the program is known better there. */
function declaredServices({ objects, services }: World): ApiObject[] {
  return services.flatMap(({ target: { namespace }, pods, existingService }) => {
    if (existingService === undefined || pods === undefined) return [];
    const { name, labels } = existingService;
    const isThere = objects.some(
      (each) =>
        each.apiVersion === 'v1' &&
        each.kind === 'Service' &&
        each.name === name &&
        each.namespace === namespace,
    );
    if (isThere) return [];
    const [only, ...others] = Object.values(pods.ports);
    const ports = existingService.ports.flatMap((port) => {
      const number = pods.ports[port] ?? (others.length === 0 ? only : undefined);
      return number === undefined ? [] : [{ name: port, port: number, targetPort: number }];
    });
    if (ports.length < existingService.ports.length) return [];
    const spec = { selector: pods.labels, ports };
    const manifest = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace, labels }, spec };
    return [{ apiVersion: 'v1', kind: 'Service', name, namespace, labels, manifest }];
  });
}

function problemsOf({ links }: ScrapePath): Problem[] {
  return links.flatMap((link) => (link.state === 'broken' ? link.problems : []));
}

/** The problems of a path, under the constructs and the names of the objects that they are about. */
function placed(
  problems: readonly Problem[],
  traced: string,
  objects: ReadonlyMap<string, FinalObject>,
): Problem[] {
  const named = (reference: string): string => {
    const object = objects.get(reference);
    return object === undefined ? reference : referenceOf(object);
  };
  return problems.map((problem) => ({
    ...problem,
    ...defined({
      object: problem.object === undefined ? undefined : named(problem.object),
      related: problem.related?.map(named),
    }),
    path: [objects.get(traced)?.path, problem.path].filter(Boolean).join(' '),
  }));
}
