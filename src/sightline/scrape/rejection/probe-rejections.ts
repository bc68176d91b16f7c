import { isIP } from 'node:net';
import type { Problem } from '../../problem/problem';
import { filled } from '../filled';
import type { Probe } from '../manifests';
import type { PrometheusSettings } from '../prometheus-settings';
import { reject, type Rejection } from './reject';
import { rejectCredentials } from './reject-credentials';
import { rejectClass } from './reject-class';
import { rejectStaticLabels } from './reject-static-labels';
import { rejectProxy } from './reject-proxy';
import { rejectReference } from './reject-references';
import { rejectRelabelings } from './reject-relabeling';
import { rejectTimeout } from './reject-timeout';

/**
 * Why the operator would reject a Probe, as far as the object and the Prometheus decide it. Empty if it is accepted. Two ways to authenticate are let
 * through, and then Prometheus refuses all of its configuration: see {@link jobRefusals}.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.93.1/pkg/prometheus/resource_selector.go
 */
export function probeRejections({ metadata, spec }: Probe, settings: PrometheusSettings = {}): Problem[] {
  const { staticConfig, ingress } = spec.targets ?? {};
  const { bearerTokenSecret } = spec;
  const rules = (list: Parameters<typeof rejectRelabelings>[0], path: string): Rejection[] =>
    rejectRelabelings(list, `spec.${path}`, settings);
  return [
    ...rejectClass(spec.scrapeClass, settings),
    ...rejectNoTargets(spec.targets),
    ...(bearerTokenSecret === undefined
      ? []
      : rejectReference(bearerTokenSecret, 'spec', 'bearerTokenSecret')),
    ...rejectCredentials(spec, 'spec'),
    ...rejectTimeout(spec, 'spec', settings),
    ...rules(spec.metricRelabelings, 'metricRelabelings'),
    ...rejectStaticLabels(staticConfig?.labels, 'spec.targets.staticConfig.labels', settings),
    ...rules(staticConfig?.relabelingConfigs, 'targets.staticConfig.relabelingConfigs'),
    ...rules(ingress?.relabelingConfigs, 'targets.ingress.relabelingConfigs'),
    ...rejectProxy(spec.prober ?? {}, 'spec.prober'),
    ...rejectProber(spec.prober?.url),
  ].map((each) => reject(each, `Probe/${metadata.namespace}/${metadata.name}`));
}

function rejectNoTargets({ staticConfig, ingress }: NonNullable<Probe['spec']['targets']> = {}): Rejection[] {
  if (staticConfig !== undefined || ingress !== undefined) return [];
  return [
    {
      id: 'OPR016',
      path: 'spec.targets',
      message: "'targets' must have 'staticConfig' or 'ingress', and has neither",
      fix: 'say what is probed',
    },
  ];
}

/** The address of the prober: a host, or a host with a port. */
function rejectProber(url: string | undefined = ''): Rejection[] {
  const [, bracketed, port] = /^\[(.*)\]:([^:]*)$/.exec(url) ?? [];
  const [, plain, plainPort] = /^([^:[\]]*):([^:]*)$/.exec(url) ?? [];
  const host = bracketed ?? plain ?? url;
  const number = port ?? plainPort;
  const isPort =
    number === undefined || (/^\+?\d+$/.test(number) && Number(number) > 0 && Number(number) < 65536);
  if (isHost(host) && isPort) return [];
  return [
    {
      id: 'OPR016',
      path: 'spec.prober.url',
      message: `'prober.url' (${filled(url) ?? 'empty'}) must be a host, or a host and a port, without a scheme and a path`,
      fix: "write it as 'blackbox-exporter.monitoring:9115'",
    },
  ];
}

/** A name of DNS, which may have underscores, or an address. */
function isHost(host: string): boolean {
  if (isIP(host) !== 0) return true;
  return (
    host.replaceAll('.', '').length <= 255 &&
    /^(?:[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62})(?:\.[a-zA-Z0-9_][a-zA-Z0-9_-]{0,62})*[._]?$/.test(host)
  );
}
