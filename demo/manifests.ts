import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { ServiceMonitor } from '../src/sightline/scrape/manifests';
import { DemoFailure } from './demo-failure';

type Labels = Readonly<Record<string, string>>;

interface Metadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: Labels;
}

/** An API object, as far as it says which it is. */
export interface Manifest {
  readonly kind: string;
  readonly metadata: Metadata;
  readonly spec?: unknown;
}

/** A Service, as far as discovery reads it. */
export interface ServiceManifest {
  readonly metadata: Metadata;
  readonly spec: { readonly selector?: Labels; readonly ports: readonly { readonly name?: string }[] };
}

/** A rule of a PrometheusRule. */
export interface RuleManifest {
  readonly record?: string;
  readonly expr: string;
  readonly labels?: Labels;
}

/** A group of rules; what else it has is kept. */
export interface RuleGroupManifest {
  readonly name: string;
  readonly interval?: string;
  readonly rules: readonly RuleManifest[];
}

/** What of the manifests is about one service. */
export interface ServiceManifests {
  readonly service: ServiceManifest;
  readonly monitor: ServiceMonitor;

  /** The rule groups of each PrometheusRule, by a file name like that which the operator gives it. */
  readonly rules: Readonly<Record<string, readonly RuleGroupManifest[]>>;
}

/**
 * Reads the API objects of a folder, as `kubectl apply -f` would: its own YAML files, not those of folders in it.
 *
 * @param folder the folder
 * @throws DemoFailure if it can't be read, or has something else in it
 */
export function readManifests(folder: string): Manifest[] {
  try {
    const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
    return files.sort().flatMap((name) =>
      parseAllDocuments(readFileSync(join(folder, name), 'utf8')).flatMap((document) => {
        const [problem] = document.errors;
        if (problem !== undefined) throw new Error(`'${name}': ${problem.message}`);
        // a manifest is what our own program writes there, checked against its schema
        const manifest = document.toJS() as Manifest | null;
        return manifest === null ? [] : [manifest];
      }),
    );
  } catch (failure) {
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new DemoFailure(`The manifests can't be read (${reason}). 'npm run synth' writes them.`);
  }
}

/**
 * What of the manifests is about one service: the Service and the ServiceMonitor of its name, and each PrometheusRule that records
 * something of it.
 *
 * @param manifests API objects
 * @param name name of the service
 * @throws DemoFailure if something of it is missing
 */
export function manifestsOf(manifests: readonly Manifest[], name: string): ServiceManifests {
  const service = manifests.find((each) => each.kind === 'Service' && each.metadata.name === name);
  const monitor = manifests.find((each) => each.kind === 'ServiceMonitor' && each.metadata.name === name);
  const rules = manifests.filter((each) => each.kind === 'PrometheusRule').map(asRule);
  const about = rules.filter(({ spec }) =>
    // not those of the stack, which are about several
    spec.groups.some((group) => group.rules.every(({ labels }) => labels?.service === name)),
  );
  const missing = [
    ...(service === undefined ? ['Service'] : []),
    ...(monitor === undefined ? ['ServiceMonitor'] : []),
    ...(about.length === 0 ? ['PrometheusRule'] : []),
  ];
  if (service === undefined || monitor === undefined || about.length === 0) {
    throw new DemoFailure(
      `The manifests have no ${missing.join(' and no ')} of '${name}'. 'npm run synth' writes them.`,
    );
  }
  return {
    // the casts hold because of the kind: each was checked against the schema of its kind when it was written
    service: service as ServiceManifest,
    monitor: monitor as ServiceMonitor,
    rules: Object.fromEntries(
      about.map(({ metadata, spec }) => [
        `${metadata.namespace ?? 'default'}-${metadata.name}.yaml`,
        spec.groups,
      ]),
    ),
  };
}

function asRule(
  manifest: Manifest,
): Manifest & { readonly spec: { readonly groups: readonly RuleGroupManifest[] } } {
  // as above
  return manifest as Manifest & { readonly spec: { readonly groups: readonly RuleGroupManifest[] } };
}
