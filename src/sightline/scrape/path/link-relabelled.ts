import { defined } from '../../problem/defined';
import { nearest } from '../../problem/nearest';
import { error } from '../../problem/problems';
import { meta } from '../meta-labels';
import type { RelabelConfig, ScrapeConfig } from '../scrape-config';
import type { Link } from './link';
import type { TracedMonitor } from './monitor';
import type { TargetPath } from './scrape-path';
import { quoted } from './words';

const name = 'relabelled';

/** The labels of discovery that the rule about the port of an endpoint reads. */
const portLabels = [
  'endpoint_port_name',
  'endpointslice_port_name',
  'pod_container_port_name',
  'pod_container_port_number',
].map(meta);

/**
 * Whether relabelling leaves targets of a job.
 *
 * @param index the number of the job, which is that of its endpoint
 */
export function linkRelabelled(
  monitor: TracedMonitor,
  job: ScrapeConfig,
  index: number,
  targets: readonly TargetPath[],
): Link {
  const kept = targets.filter((target) => target.kept === true);
  if (kept.length > 0)
    return { state: 'proven', name, because: `relabelling keeps ${kept.length} of ${targets.length} ports` };
  const open = targets.find((target) => target.kept === 'undecided');
  if (open !== undefined)
    return { state: 'undecided', name, missing: [`the labels of '${open.pods}' that its rules read`] };
  const last = furthest(targets);
  const rule = job.relabel_configs[last?.relabelled.droppedBy ?? -1];
  // without a target there is no such link
  if (last === undefined || rule === undefined) return { state: 'undecided', name, missing: ['a target'] };
  return isPortRule(rule)
    ? wrongPort(monitor, rule, index, targets)
    : droppedByRule(monitor, rule, index, last);
}

/** The target that gets through most of the rules: the rule that drops it is the one that leaves none. */
function furthest(targets: readonly TargetPath[]): TargetPath | undefined {
  return [...targets].sort((a, b) => (b.relabelled.droppedBy ?? 0) - (a.relabelled.droppedBy ?? 0))[0];
}

function isPortRule({ action, source_labels: [source, ...more] = [] }: RelabelConfig): boolean {
  return action === 'keep' && more.length === 0 && source !== undefined && portLabels.includes(source);
}

function wrongPort(
  { reference, endpoints, selects }: TracedMonitor,
  { source_labels: [source = ''] = [], regex = '' }: RelabelConfig,
  index: number,
  targets: readonly TargetPath[],
): Link {
  const ofService = source.includes('endpoint');
  const there = [
    ...new Set(targets.map(({ discovered }) => discovered[source] ?? '').filter((port) => port !== '')),
  ].sort();
  const owners = [...new Set(targets.map(({ pods, service }) => (ofService ? (service ?? pods) : pods)))];
  const what = ofService
    ? 'ports'
    : source.endsWith('number')
      ? 'numbers of container ports'
      : 'container ports';
  const near = nearest(regex, there);
  const isNumber = ofService && /^\d+$/.test(regex);
  const hint = isNumber ? ": 'port' is the name of a port, not its number" : '';
  const field = `spec.${endpoints}[${index}].${ofService || selects === 'pod' ? 'port' : 'targetPort'}`;
  const only = there.length === 1 ? there[0] : undefined;
  const fix = near ?? only;
  return {
    state: 'broken',
    name,
    wanted: `${field}: ${regex}`,
    found: `${what} of ${quoted(owners)}: ${quoted(there)}`,
    ...defined({ nearest: fix }),
    problems: [
      error(
        'SEL006',
        `'${reference}' scrapes the port '${regex}', and ${quoted(owners)} has the ${what} ${quoted(there)}${hint}: the job has no targets`,
        {
          object: reference,
          path: field,
          fix: fix === undefined ? 'give the port a name' : `did you mean '${fix}'?`,
          related: relatedOf(targets),
        },
      ),
    ],
  };
}

function droppedByRule(
  { reference, endpoints }: TracedMonitor,
  rule: RelabelConfig,
  index: number,
  target: TargetPath,
): Link {
  const value = (rule.source_labels ?? [])
    .map((label) => `${label}="${target.relabelled.labels[label] ?? ''}"`)
    .join(', ');
  const text = `${rule.action ?? 'replace'} ${rule.regex ?? rule.target_label ?? ''}`.trim();
  return {
    state: 'broken',
    name,
    wanted: `rule ${(target.relabelled.droppedBy ?? 0) + 1}: ${text}`,
    found: `${target.pods}: ${value}`,
    problems: [
      error(
        'SEL013',
        `the rule '${text}' drops every target of '${reference}': ${target.service ?? target.pods} has ${value === '' ? 'other labels' : value}`,
        {
          object: reference,
          path: `spec.${endpoints}[${index}].relabelings`,
          fix: 'correct the rule, or leave it out',
          related: relatedOf([target]),
        },
      ),
    ],
  };
}

function relatedOf(targets: readonly TargetPath[]): string[] {
  return [...new Set(targets.flatMap(({ service }) => service ?? []))];
}
