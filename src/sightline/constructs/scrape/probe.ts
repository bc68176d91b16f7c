import { Construct } from 'constructs';
import type { ProbeSpec } from '../../../../imports/monitoring.coreos.com';
import type { Duration } from '../../contract/duration-literal';
import { positiveDuration } from '../../contract/duration-rule';
import { defined } from '../../problem/defined';
import { type Fields, object, optional, required } from '../../problem/object-shape';
import { hasErrors } from '../../problem/problems';
import { oneOf, text, type TextRule } from '../../problem/scalar-shapes';
import { settled } from '../../problem/settled';
import { checkShape, either, list, record } from '../../problem/shape';
import { dnsLabel, labelKey, labelValue } from '../../problem/text-rules';
import type { Plain } from '../../schema/plain';
import { checkChart } from '../check-chart';
import { report } from '../report';
import {
  type AnyAuthentication,
  type Authentication,
  authenticationFields,
  tlsConfig,
  type TlsConfig,
  authenticationOf,
} from './authentication';
import { urlPath } from './endpoint';
import { limitFields, limitsSpec, type MonitorLimits } from './limits';
import { type Relabeling, relabelings } from './relabeling';
import { monitorFields, type MonitorObject, writeMonitor } from './monitor-object';

/** The server that probes for Prometheus, such as a blackbox-exporter. */
export interface Prober {
  /** Its address: host and port, without a scheme. */
  readonly url: string;

  /** @default '/probe' */
  readonly path?: `/${string}`;

  /** @default 'http' */
  readonly scheme?: 'http' | 'https';
}

/** The Ingresses whose hosts are probed. */
export interface IngressTargets {
  readonly ingress: {
    /** Labels that they have. */
    readonly matchLabels: Readonly<Record<string, string>>;
  };
}

/** What is probed, and by what. */
export interface ProbeFields {
  /** What probes. */
  readonly prober: Prober;

  /** URLs or addresses, as the module of the prober takes them; or the Ingresses of the service. */
  readonly targets: readonly string[] | IngressTargets;

  /**
   * The module of the prober, such as `http_2xx`.
   *
   * @default - the prober's own default
   */
  readonly module?: string;

  /**
   * How often it is probed. Windows of rates must hold four of it.
   *
   * @default - as the stack scrapes, 30s unless its options say otherwise
   */
  readonly interval?: Duration;

  /**
   * How long a probe may take; at most the interval.
   *
   * @default - the default of Prometheus, 10s, or the interval if that is shorter
   */
  readonly timeout?: Duration;

  /**
   * How TLS is spoken with the prober.
   *
   * @default - as Prometheus does without being told
   */
  readonly tlsConfig?: TlsConfig;

  /**
   * Steps that change the labels of samples, or drop samples.
   *
   * @default - none
   */
  readonly metricRelabelings?: readonly Relabeling[];
}

/** A probe, with how Prometheus proves to the prober who it is. */
export type ProbeOptions = ProbeFields & MonitorLimits & Authentication;

/** Which service the series are known as. */
export interface OfService {
  /** The value of `namespace` of its series: that of the service. */
  readonly serviceNamespace: string;

  /** The value of `service` of its series. */
  readonly service: string;
}

/** Options of {@link Probe}. */
export type ProbeProps = MonitorObject & OfService & ProbeOptions;

const address: TextRule = {
  test: (written) => /^[^\s/]+$/.test(written),
  expected: "an address without a scheme, such as 'blackbox-exporter.monitoring:9115'",
};
const target: TextRule = { test: (written) => /^\S+$/.test(written), expected: 'an address or a URL' };

/** What a probe must look like. Whether its parts go together is seen on the final object. */
export const probeShapeFields: Fields<ProbeFields & MonitorLimits & AnyAuthentication> = {
  ...limitFields,
  ...authenticationFields,
  prober: required(
    object<Prober>({
      url: required(text(address)),
      path: optional(text(urlPath)),
      scheme: optional(oneOf('http', 'https')),
    }),
  ),
  targets: required(
    either(
      list(text(target), { min: 1 }),
      object<IngressTargets>({
        ingress: required(
          object<IngressTargets['ingress']>({
            matchLabels: required(record(text(labelValue), text(labelKey))),
          }),
        ),
      }),
    ),
  ),
  module: optional(text()),
  interval: optional(text(positiveDuration)),
  timeout: optional(text(positiveDuration)),
  tlsConfig: optional(tlsConfig),
  metricRelabelings: optional(relabelings),
};

const shape = object<MonitorObject & OfService & ProbeFields & MonitorLimits & AnyAuthentication>({
  ...monitorFields,
  ...probeShapeFields,
  serviceNamespace: required(text(dnsLabel)),
  service: required(text(dnsLabel)),
});

/** A Probe that the stack's Prometheus selects: what a prober sees of URLs or Ingresses, as series of a service. */
export class Probe extends Construct {
  constructor(scope: Construct, id: string, given: ProbeProps) {
    super(scope, id);
    const props = settled(given);
    const problems = [...checkShape(props, shape), ...checkChart(this)];
    report(this, () => problems);
    if (!hasErrors(problems)) writeMonitor(this, 'Probe', props, probeSpec(props));
  }
}

function probeSpec(props: ProbeProps): Plain<ProbeSpec> {
  const { prober, targets, module, interval = props.stack.scrapeInterval, timeout } = props;
  const { metricRelabelings } = props;
  const labels = { namespace: props.serviceNamespace, service: props.service };
  return {
    prober: { ...prober },
    interval,
    targets: isIngress(targets)
      ? {
          ingress: {
            namespaceSelector: { matchNames: [props.serviceNamespace] },
            selector: { matchLabels: { ...targets.ingress.matchLabels } },
            relabelingConfigs: Object.entries(labels).map(([targetLabel, replacement]) => ({
              action: 'replace',
              targetLabel,
              replacement,
            })),
          },
        }
      : { staticConfig: { static: [...targets], labels } },
    ...defined({
      module,
      scrapeTimeout: timeout,
      tlsConfig: props.tlsConfig,
      ...authenticationOf(props),
      metricRelabelings,
    }),
    ...limitsSpec(props),
  };
}

function isIngress(targets: readonly string[] | IngressTargets): targets is IngressTargets {
  return 'ingress' in targets;
}
