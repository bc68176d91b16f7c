import { error } from '../../problem/problems';
import { enforcedNamespace } from '../enforced-namespace';
import { jobRefusals } from '../rejection/job-refusals';
import { readJob } from '../relabel/read-job';
import { relabel } from '../relabel/relabel';
import { readRules } from '../relabel/relabel-rule';
import type { ScrapeConfig } from '../scrape-config';
import { selectorSteps } from '../selector-steps';
import type { IndexedWorld } from './index-world';
import { ingressTargets } from './ingresses';
import { brokenBy, type Link, undecidedBy } from './link';
import { linkAccepted } from './link-accepted';
import { knownAsService } from './link-labelled';
import type { OutsideMonitor } from './outside-monitor';
import type { JobPath, TargetPath } from './scrape-path';
import { type FoundTarget, targetTracer } from './trace-target';
import { quoted } from './words';

/** The links of a Probe or of a ScrapeConfig behind its selection, and its job with what it scrapes. */
export function traceOutside(
  monitor: OutsideMonitor,
  indexed: IndexedWorld,
): { readonly links: readonly Link[]; readonly jobs: readonly JobPath[] } {
  const { settings } = indexed.world.prometheus;
  const job = monitor.job(settings);
  const read = readJob(job, settings);
  const links: Link[] = [];
  const holds = (link: Link): boolean => {
    links.push(link);
    return link.state !== 'broken';
  };
  if (!holds(linkAccepted(monitor, [job], indexed, unfollowedIn(monitor)))) return { links, jobs: [] };
  // a job that only lists targets of a vendor has nothing else to follow
  const isWritten = monitor.discoveries.length > 0 || (job.static_configs ?? []).length > 0;
  if (monitor.vendors.length > 0 && !isWritten) return { links, jobs: [] };
  const refusals = jobRefusals(read, 'spec', settings).map((each) => ({
    ...each,
    object: monitor.reference,
  }));
  const loaded: Link = { state: 'proven', name: 'loaded', because: 'Prometheus takes its job' };
  const wanted = { name: 'loaded', wanted: 'a job that Prometheus takes', found: monitor.reference } as const;
  if (!holds(brokenBy(refusals, wanted) ?? loaded)) return { links, jobs: [] };
  const found = [...writtenTargets(job), ...targetsOfIngresses(monitor, job, indexed)];
  const rules = read.rules.ok ? read.rules.rules : [];
  const targets = found.map(targetTracer(job, rules, settings));
  const metricRules = read.metricRules.ok ? read.metricRules.rules : [];
  const jobs: readonly JobPath[] = [{ job, targets, metricRules }];
  if (!holds(linkFound(monitor, targets)) || targets.length === 0) return { links, jobs };
  if (holds(linkKept(monitor, job, targets))) holds(linkKnown(monitor, jobs, indexed));
  return { links, jobs };
}

/** Told once for all of an object, with the reason. */
function unfollowedIn({ reference, vendors }: OutsideMonitor): string[] {
  if (vendors.length === 0) return [];
  return [
    `what the operator makes of ${quoted(vendors)} of '${reference}', and what these find: discoveries by the API of one vendor are not followed`,
  ];
}

function writtenTargets({ static_configs: configs = [] }: ScrapeConfig): FoundTarget[] {
  return configs.flatMap(({ targets, labels }) =>
    targets.map((address) => ({
      pods: { from: address, isDeclared: false },
      labels: { ...labels, __address__: address },
      guessed: new Set<string>(),
    })),
  );
}

function targetsOfIngresses(
  { ingresses }: OutsideMonitor,
  { kubernetes_sd_configs: [discovery] = [] }: ScrapeConfig,
  { objects, world }: IndexedWorld,
): FoundTarget[] {
  if (ingresses === undefined) return [];
  const names = discovery?.namespaces?.names;
  // the schema has checked it
  const selector = (ingresses['selector'] ?? {}) as Parameters<typeof selectorSteps>[1];
  const read = readRules(selectorSteps('ingress', selector), world.prometheus.settings);
  return objects('networking.k8s.io', 'Ingress')
    .filter(({ namespace = 'default' }) => names?.includes(namespace) ?? true)
    .flatMap(ingressTargets)
    .filter(({ labels }) => read.ok && relabel(labels, read.rules).droppedBy === undefined)
    .map(({ from, labels }) => ({ pods: { from, isDeclared: false }, labels, guessed: new Set<string>() }));
}

function linkFound(
  { reference, ingresses, discoveries }: OutsideMonitor,
  targets: readonly TargetPath[],
): Link {
  const name = 'discovered';
  const missing = [
    ...discoveries.map((field) => `the targets that '${field}' of '${reference}' finds`),
    ...(ingresses !== undefined && targets.length === 0 ? [`the Ingresses that '${reference}' selects`] : []),
  ];
  if (targets.length > 0) {
    const from = [...new Set(targets.map(({ pods }) => pods))];
    return { state: 'proven', name, because: `it has ${targets.length} targets, of ${quoted(from)}` };
  }
  return (
    undecidedBy(name, missing) ?? {
      state: 'broken',
      name,
      wanted: 'a target',
      found: `${reference}: none`,
      problems: [
        error('SEL014', `'${reference}' finds no targets, so its job scrapes nothing`, {
          object: reference,
          path: 'spec',
          fix: 'say what is scraped',
        }),
      ],
    }
  );
}

function linkKept(
  { reference, kind }: OutsideMonitor,
  job: ScrapeConfig,
  targets: readonly TargetPath[],
): Link {
  const name = 'relabelled';
  const kept = targets.filter((target) => target.kept === true);
  if (kept.length > 0)
    return {
      state: 'proven',
      name,
      because: `relabelling keeps ${kept.length} of ${targets.length} targets`,
    };
  const [last] = [...targets].sort((a, b) => (b.relabelled.droppedBy ?? 0) - (a.relabelled.droppedBy ?? 0));
  const {
    action = 'replace',
    regex = '',
    source_labels = [],
  } = job.relabel_configs[last?.relabelled.droppedBy ?? -1] ?? {};
  const read = source_labels.map((label) => `${label}="${last?.relabelled.labels[label] ?? ''}"`).join(', ');
  const message = `the rule '${`${action} ${regex}`.trim()}' drops every target of '${reference}': '${last?.pods ?? ''}' has ${read === '' ? 'other labels' : read}`;
  return {
    state: 'broken',
    name,
    wanted: `${action} ${regex}`.trim(),
    found: read,
    problems: [
      error('SEL013', message, {
        object: reference,
        path: kind === 'Probe' ? 'spec.targets' : 'spec.relabelings',
        fix: 'correct the rule, or leave it out',
      }),
    ],
  };
}

/** Whether rules know the series; a namespace that is enforced may be another one. */
function linkKnown(monitor: OutsideMonitor, jobs: readonly JobPath[], { world }: IndexedWorld): Link {
  const { kind, name, namespace, target } = monitor;
  const resource = kind === 'Probe' ? 'probes' : 'scrapeconfigs';
  const [enforced] = enforcedNamespace(resource, { name, namespace }, world.prometheus.settings);
  const isEnforced =
    enforced?.target_label === 'namespace' && target !== undefined && target.namespace !== namespace;
  const fix = isEnforced
    ? `put it into '${target.namespace}', as '${world.prometheus.path}.enforcedNamespaceLabel' sets it`
    : undefined;
  return (
    knownAsService(monitor, jobs, fix) ?? {
      state: 'proven',
      name: 'labelled',
      because: 'its series have the labels by which rules know them',
    }
  );
}
