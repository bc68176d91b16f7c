import { type Fields, object, optional, required } from '../../problem/object-shape';
import { oneOf, text } from '../../problem/scalar-shapes';
import { kindOf, readEntry } from '../../problem/read';
import { list, make, record, type Shape } from '../../problem/shape';
import { dnsLabel, labelKey, labelValue, portName } from '../../problem/text-rules';
import type { AnyAuthentication } from './authentication';
import { type EndpointFields, endpointFields, type EndpointOptions } from './endpoint';
import { limitFields, type MonitorLimits } from './limits';
import { type ProbeFields, type ProbeOptions, probeShapeFields } from './probe';
import { type AnyPortEndpoint, portEndpointFields } from './port-monitor';
import { type ContractSampleLimit, sampleLimitShape } from './sample-limit';
import { type ScrapeConfigOptions, scrapeConfigShapeFields } from './scrape-config';

/** A page on a port of the pods. */
export type PodEndpoint<P extends string = string> = EndpointOptions & { readonly port: NoInfer<P> };

/** What is said of all pages of pods: limits, of which that on samples may follow from the contract. */
export interface PodLimits extends Omit<MonitorLimits, 'sampleLimit'> {
  /**
   * How many samples a page may have, after relabelling: a target over it is down. An alert fires from four fifths of it on.
   *
   * @default - no limit
   */
  readonly sampleLimit?: number | ContractSampleLimit;
}

/** What the compiler says of a port that the pods lack. A pattern, so that it completes nothing, and so that no port tells the kinds of scrape apart. */
type PortOfPods = `a name of 'pods.ports'; beside 'service' a port of that Service${string}`;

/** Where the page of pods is, which a Service that is made for it serves, or the pods themselves. */
export interface PodPorts<P extends string> {
  /**
   * The name of the port that serves the metrics page.
   *
   * @default - the only port of the pods
   */
  readonly port?: NoInfer<P> | PortOfPods;

  /**
   * Pages on other ports.
   *
   * @default - none
   */
  readonly moreEndpoints?: readonly PodEndpoint<P>[];
}

/** A Service that somebody else makes. */
export interface ExistingService {
  /** The name of the Service. */
  readonly name: string;

  /** Labels of the Service itself that no other Service of its namespace has. */
  readonly labels: Readonly<Record<string, string>>;
}

/** Where the page of a Service is that is there. */
export interface ExistingServicePorts {
  /**
   * Which monitor scrapes it.
   *
   * @default 'ServiceMonitor'
   */
  readonly kind?: 'ServiceMonitor';

  /** The Service, which is in the namespace of the pods. */
  readonly service: ExistingService;

  /** The name of its port that serves the metrics page: of the Service, not of the pods. */
  readonly port: string;

  /**
   * Pages on other ports of the Service.
   *
   * @default - none
   */
  readonly moreEndpoints?: readonly (EndpointOptions & { readonly port: string })[];
}

/** Through a Service that is there, by a ServiceMonitor: no Service is made. */
export type ExistingServiceScrape = ExistingServicePorts & PodLimits & EndpointOptions;

/** What is said of pods alone. */
export interface PodMonitorPorts<P extends string> extends PodPorts<P> {
  /** That a PodMonitor scrapes them. */
  readonly kind: 'PodMonitor';

  /**
   * Not said: a PodMonitor scrapes pods, and no Service.
   *
   * @default - not there
   */
  readonly service?: "a PodMonitor scrapes pods, and no Service: leave 'service' out, or 'kind'";
}

/** The pods themselves, by a PodMonitor: no Service is needed. */
export type PodScrape<P extends string = string> = PodMonitorPorts<P> & PodLimits & EndpointOptions;

/** What is said of a Service that is made. */
export interface ServicePorts<P extends string> extends PodPorts<P> {
  /**
   * Which monitor scrapes it.
   *
   * @default 'ServiceMonitor'
   */
  readonly kind?: 'ServiceMonitor';

  readonly service?: never;
}

/**
 * Through a Service that is made for it, by a ServiceMonitor: the usual way.
 *
 * @typeParam P the names of the ports of its pods
 */
export type ServiceScrape<P extends string = string> = ServicePorts<P> & PodLimits & EndpointOptions;

/** What a prober sees from outside, by a Probe. */
export type ProbeScrape = ProbeOptions & { readonly kind: 'Probe' };

/** Targets outside Kubernetes, by a ScrapeConfig. */
export type OutsideScrape = ScrapeConfigOptions & { readonly kind: 'ScrapeConfig' };

/** How pods are scraped. The usual way stands last: of that the compiler speaks where nothing fits. */
export type PodsScrape<P extends string = string> = ExistingServiceScrape | PodScrape<P> | ServiceScrape<P>;

/** How a service is scraped; `false` where others do it, and its objectives stand on what they expose. */
export type ScrapeOptions<P extends string = string> = false | ProbeScrape | OutsideScrape | PodsScrape<P>;

interface AnyPodsScrape extends EndpointFields, PodLimits, AnyAuthentication {
  readonly kind?: 'ServiceMonitor' | 'PodMonitor';
  readonly service?: ExistingService;
  readonly port?: string;
  readonly moreEndpoints?: readonly AnyPortEndpoint[];
}

const podsFields: Fields<AnyPodsScrape> = {
  ...endpointFields,
  ...limitFields,
  sampleLimit: optional(sampleLimitShape),
  kind: optional(oneOf('ServiceMonitor', 'PodMonitor')),
  service: optional(
    object<ExistingService>({
      name: required(text(dnsLabel)),
      labels: required(record(text(labelValue), text(labelKey))),
    }),
  ),
  port: optional(text(portName)),
  moreEndpoints: optional(list(object<AnyPortEndpoint>(portEndpointFields))),
};

const ofPods = object<AnyPodsScrape>(podsFields);
const ofProbe = object<{ readonly kind: 'Probe' } & ProbeFields & MonitorLimits & AnyAuthentication>({
  ...probeShapeFields,
  kind: required(oneOf('Probe')),
});
const ofOutside = object<{ readonly kind: 'ScrapeConfig' }>({
  ...scrapeConfigShapeFields,
  kind: required(oneOf('ScrapeConfig')),
});
const kinds = oneOf('ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig');

/** What the options of a scrape must look like: those of its kind. */
export const scrapeShape: Shape<AnyPodsScrape | object | false> = make(
  ['object', 'boolean'],
  'an object, or false where nothing here scrapes it',
  (value, path) => {
    if (typeof value === 'boolean') return value ? ofPods.check(value, path) : [];
    const { value: kind } = readEntry(value as object, 'kind'); // of kind 'object' by then
    if (kind === 'Probe') return ofProbe.check(value, path);
    if (kind === 'ScrapeConfig') return ofOutside.check(value, path);
    const wrong = kind === undefined ? [] : kinds.check(kind, path === '' ? 'kind' : `${path}.kind`);
    return wrong.length > 0 ? wrong : ofPods.check(value, path);
  },
);

/** How pods are scraped; undefined where a prober looks from outside, targets stand outside Kubernetes, or others scrape. */
export function scrapeOfPods(scrape: ScrapeOptions = {}): PodsScrape | undefined {
  return scrape === false || isProbe(scrape) || isOutside(scrape) ? undefined : scrape;
}

/** Whether a scrape is by a Probe. */
export function isProbe(scrape: ScrapeOptions): scrape is ProbeScrape {
  return isOfKind(scrape, 'Probe');
}

/** Whether a scrape is by a ScrapeConfig. */
export function isOutside(scrape: ScrapeOptions): scrape is OutsideScrape {
  return isOfKind(scrape, 'ScrapeConfig');
}

function isOfKind(scrape: unknown, kind: string): boolean {
  return kindOf(scrape) === 'object' && (scrape as { readonly kind?: unknown }).kind === kind;
}
