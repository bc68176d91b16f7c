import type { Target } from '../../contract/target-labels';
import type { Problem } from '../../problem/problem';
import type { Probe, ScrapeConfig } from '../manifests';
import { probeJob } from '../probe-config';
import type { PrometheusSettings } from '../prometheus-settings';
import { probeRejections } from '../rejection/probe-rejections';
import { scrapeConfigRejections } from '../rejection/scrape-config-rejections';
import type { ScrapeConfig as Job } from '../scrape-config';
import { scrapeConfigJob } from '../scrape-config-job';
import { type Fields, mapAt, mapsAt } from './fields';
import { selectableIn, type SelectedObject } from './monitor';
import type { ApiObject } from './world';

/** A Probe or a ScrapeConfig: what it finds are no pods that it selects. */
export interface OutsideMonitor extends SelectedObject {
  readonly kind: 'Probe' | 'ScrapeConfig';

  /** The labels by which rules know its series; undefined where no rules are known. */
  readonly target: Target | undefined;

  /** How it selects Ingresses; undefined where it does not. */
  readonly ingresses: Fields | undefined;

  /** The fields by which it finds what only others know. */
  readonly discoveries: readonly string[];

  /** The same by the API of one vendor each: what the operator makes of these is not followed. */
  readonly vendors: readonly string[];
  readonly rejections: (settings: PrometheusSettings) => Problem[];
  readonly job: (settings: PrometheusSettings) => Job;
}

/** The discoveries whose jobs are written as the operator does. */
const followed = ['httpSDConfigs', 'dnsSDConfigs', 'fileSDConfigs', 'kubernetesSDConfigs'];

/** An object as a Probe or a ScrapeConfig; undefined for any other kind. It has passed the schema of its kind. */
export function outsideIn(object: ApiObject): OutsideMonitor | undefined {
  const common = selectableIn(object);
  if (common === undefined) return undefined;
  const { kind, name, namespace } = common;
  const { target } = object;
  const metadata = { name, namespace };
  const written = mapAt(object.manifest, 'spec');
  if (kind === 'Probe') {
    const probe = { metadata, spec: written as Probe['spec'] }; // the schema has checked it
    const { staticConfig, ingress } = probe.spec.targets ?? {};
    return {
      ...common,
      kind,
      target,
      ingresses:
        staticConfig === undefined && ingress !== undefined
          ? mapAt(written, 'targets', 'ingress')
          : undefined,
      discoveries: [],
      vendors: [],
      rejections: (settings) => probeRejections(probe, settings),
      job: (settings) => probeJob(probe, settings),
    };
  }
  if (kind === 'ScrapeConfig') {
    const scrapeConfig = { metadata, spec: written as ScrapeConfig['spec'] }; // as above
    const used = Object.keys(written).filter(
      (field) => field.endsWith('SDConfigs') && mapsAt(written, field).length > 0,
    );
    return {
      ...common,
      kind,
      target,
      ingresses: undefined,
      discoveries: used.filter((field) => followed.includes(field)),
      vendors: used.filter((field) => !followed.includes(field)),
      rejections: (settings) => scrapeConfigRejections(scrapeConfig, settings),
      job: (settings) => scrapeConfigJob(scrapeConfig, settings),
    };
  }
  return undefined;
}
