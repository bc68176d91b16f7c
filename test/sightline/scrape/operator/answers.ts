import { parse } from 'yaml';
import type { Problem } from '../../../../src/sightline/problem/problem';
import type {
  PodMonitor,
  Probe,
  ScrapeConfig,
  ServiceMonitor,
} from '../../../../src/sightline/scrape/manifests';
import { podMonitorJobs } from '../../../../src/sightline/scrape/pod-monitor-config';
import { probeJob } from '../../../../src/sightline/scrape/probe-config';
import {
  podMonitorRejections,
  serviceMonitorRejections,
} from '../../../../src/sightline/scrape/rejection/monitor-rejections';
import { probeRejections } from '../../../../src/sightline/scrape/rejection/probe-rejections';
import { scrapeConfigRejections } from '../../../../src/sightline/scrape/rejection/scrape-config-rejections';
import type { Reference } from '../../../../src/sightline/scrape/scrape-config';
import { scrapeConfigJob } from '../../../../src/sightline/scrape/scrape-config-job';
import { serviceMonitorJobs } from '../../../../src/sightline/scrape/service-monitor-config';
import type { OperatorCase } from './random-objects';

/** What comes of an object: the jobs that are written of it, or the reasons why it is rejected. */
export interface Answer {
  readonly jobs?: unknown;
  readonly rejected?: string;
}

/** What the operator has said, with its YAML read: a port as a number in a pattern is the same to Prometheus as one in quotes. */
export function readAnswer({
  jobs,
  rejected,
}: {
  readonly jobs?: string;
  readonly rejected?: string;
}): Answer {
  return rejected === undefined ? { jobs: parse(jobs ?? '[]', textOfPattern) as unknown } : { rejected };
}

function textOfPattern(key: unknown, value: unknown): unknown {
  return key === 'regex' && typeof value === 'number' ? String(value) : value;
}

/** What we say. */
export function ourAnswer({ kind, object, settings }: OperatorCase): Answer {
  const problems = rejections(kind, object, settings);
  if (problems.length > 0) return { rejected: problems.map(({ message }) => message).join('; ') };
  return { jobs: withPlaces(jobsOf(kind, object, settings)) };
}

/** Whether two answers are the same to whoever reads them: the jobs with the order of their keys, or that there are none. */
export function agree(one: Answer, other: Answer): boolean {
  if (one.rejected !== undefined || other.rejected !== undefined)
    return one.rejected !== undefined && other.rejected !== undefined;
  return JSON.stringify(one.jobs) === JSON.stringify(other.jobs);
}

// the objects are made after the schema of their kind
function rejections(
  kind: OperatorCase['kind'],
  object: unknown,
  settings: OperatorCase['settings'],
): Problem[] {
  switch (kind) {
    case 'ServiceMonitor':
      return serviceMonitorRejections(object as ServiceMonitor, settings);
    case 'PodMonitor':
      return podMonitorRejections(object as PodMonitor, settings);
    case 'Probe':
      return probeRejections(object as Probe, settings);
    case 'ScrapeConfig':
      return scrapeConfigRejections(object as ScrapeConfig, settings);
  }
}

function jobsOf(
  kind: OperatorCase['kind'],
  object: unknown,
  settings: OperatorCase['settings'],
): readonly object[] {
  switch (kind) {
    case 'ServiceMonitor':
      return serviceMonitorJobs(object as ServiceMonitor, settings);
    case 'PodMonitor':
      return podMonitorJobs(object as PodMonitor, settings);
    case 'Probe':
      return [probeJob(object as Probe, settings)];
    case 'ScrapeConfig':
      return [scrapeConfigJob(object as ScrapeConfig, settings)];
  }
}

/** References as the operator writes what they lead to: a file for TLS, else the value, which of these Secrets says where it stands. */
function withPlaces(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => withPlaces(each, field));
  if (typeof value !== 'object' || value === null) return value;
  if (isReference(value)) {
    const { from, namespace, name, key } = value;
    return ['ca_file', 'cert_file', 'key_file'].includes(field)
      ? `/etc/prometheus/certs/${from === 'Secret' ? 0 : 1}_${namespace}_${name}_${key}`
      : `${from}/${namespace}/${name}/${key}`;
  }
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, withPlaces(each, name)]));
}

function isReference(value: object): value is Reference {
  return 'from' in value && 'namespace' in value && 'key' in value;
}
