import { enforcedNamespace } from './enforced-namespace';
import { filled } from './filled';
import type { Probe } from './manifests';
import { meta } from './meta-labels';
import type { PrometheusSettings, ScrapeClass } from './prometheus-settings';
import { copyLabel, keepJobName, setLabel, shardRules, userRule } from './relabel-steps';
import type { RelabelConfig } from './scrape-config';
import { selectorSteps } from './selector-steps';

/** What decides on the relabelling of what is probed. */
export interface ProbeRelabelingInput {
  readonly probe: Probe;
  readonly settings: PrometheusSettings;
  readonly scrapeClass: ScrapeClass;
}

/** The URL that is probed, of a host and a path of an Ingress. */
const urlOfIngress: RelabelConfig = {
  source_labels: [meta('ingress_scheme'), '__address__', meta('ingress_path')],
  separator: ';',
  regex: '(.+);(.+);(.+)',
  target_label: '__param_target',
  replacement: '${1}://${2}${3}',
  action: 'replace',
};

/** The host of an Ingress, kept for rules of the user. */
const keepAddress: RelabelConfig = {
  source_labels: ['__address__'],
  separator: ';',
  regex: '(.*)',
  target_label: '__tmp_ingress_address',
  replacement: '$1',
  action: 'replace',
};

/**
 * The relabelling of a Probe, in the operator's order: what is probed becomes the parameter `target` and the label `instance`, the prober the
 * address; then the rules of the class and of the user, and the shard, by what is probed.
 */
export function probeRelabeling({ probe, settings, scrapeClass }: ProbeRelabelingInput): RelabelConfig[] {
  const { metadata, spec } = probe;
  const jobName = filled(spec.jobName);
  const { staticConfig, ingress } = spec.targets ?? {};
  const toProber = [copyLabel('__param_target', 'instance'), setLabel('__address__', spec.prober?.url ?? '')];
  const ofUser = (rules: NonNullable<typeof ingress>['relabelingConfigs']): RelabelConfig[] => [
    ...(scrapeClass.relabelings ?? []).map(userRule),
    ...(rules ?? []).map(userRule),
    ...enforcedNamespace('probes', metadata, settings),
  ];
  const ofTargets = (): RelabelConfig[] => {
    if (staticConfig !== undefined) {
      return [
        copyLabel('__address__', '__param_target'),
        ...toProber,
        ...ofUser(staticConfig.relabelingConfigs),
      ];
    }
    if (ingress === undefined) return [];
    return [
      ...selectorSteps('ingress', ingress.selector ?? {}),
      urlOfIngress,
      copyLabel(meta('namespace'), 'namespace'),
      copyLabel(meta('ingress_name'), 'ingress'),
      keepAddress,
      ...toProber,
      ...ofUser(ingress.relabelingConfigs),
    ];
  };
  return [
    keepJobName,
    ...(jobName === undefined ? [] : [setLabel('job', jobName)]),
    ...ofTargets(),
    ...shardRules(settings, '__param_target'),
  ];
}
