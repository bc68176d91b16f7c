import type { Construct } from 'constructs';
import type { ServiceFacts } from '../checks/world';
import type { Duration } from '../contract/duration-literal';
import { needsEndpointLabel, type ServiceContract } from '../contract/service-contract';
import { defined } from '../problem/defined';
import { ClusterIpService } from './cluster-ip-service';
import type { MonitoredServiceProps } from './monitored-service-props';
import type { MonitorLimits } from './scrape/limits';
import { PodMonitor } from './scrape/pod-monitor';
import { Probe } from './scrape/probe';
import { isOutside, isProbe, scrapeOfPods } from './scrape/scrape-options';
import type { Runtime } from '../packs/runtime-series';
import { sampleLimitOf } from './scrape/sample-limit';
import { ScrapeConfig, writtenTargets } from './scrape/scrape-config';
import { ServiceMonitor } from './scrape/service-monitor';

/** What a service is scraped with. */
interface Scraped {
  readonly props: MonitoredServiceProps;
  readonly namespace: string;

  /** The namespace of its monitor. */
  readonly home: string;
}

/**
 * Makes what finds and scrapes a service. However it is found, its series are known by its namespace and its name, as `namespace` and `service`:
 * where the operator gives other labels, the monitor has steps that set these.
 *
 * @returns how often it is scraped
 */
export function scrapeOf(scope: Construct, { props, namespace, home }: Scraped): Duration {
  const { stack, contract, pods, scrape = {} } = props;
  if (scrape === false) return stack.scrapeInterval;
  const { name } = contract;
  const { interval = stack.scrapeInterval } = scrape;
  const monitor = { stack, name, namespace: home, interval, ...histogramsRead(contract, scrape) };
  if (isProbe(scrape)) {
    const { kind: _, ...options } = scrape;
    new Probe(scope, 'Scrape', { ...options, ...monitor, serviceNamespace: namespace, service: name });
    return interval;
  }
  if (isOutside(scrape)) {
    const { kind: _, ...options } = scrape;
    new ScrapeConfig(scope, 'Scrape', { ...options, ...monitor, serviceNamespace: namespace, service: name });
    return interval;
  }
  if (pods === undefined) return interval; // has been told
  const { kind, service, sampleLimit: _, ...others } = scrape;
  const options = { ...others, ...defined({ sampleLimit: limitOn(props) }) };
  const ownEndpointLabel = needsEndpointLabel(contract);
  const port = scrape.port ?? Object.keys(pods.ports).join();
  const { labels, ports } = pods;
  if (kind === 'PodMonitor') {
    const found = { podLabels: labels, podNamespace: namespace, service: name, ownEndpointLabel };
    new PodMonitor(scope, 'Scrape', { ...options, ...monitor, ...found, port });
    return interval;
  }
  if (service === undefined)
    new ClusterIpService(scope, 'Service', { name, namespace, selector: labels, ports });
  new ServiceMonitor(scope, 'Scrape', {
    ...options,
    ...monitor,
    serviceLabels: service?.labels ?? labels,
    serviceNamespace: namespace,
    port,
    ownEndpointLabel,
    ...(service === undefined || service.name === name ? {} : { service: name }),
  });
  return interval;
}

/** Which histograms are read. */
type HistogramLimits = Pick<MonitorLimits, 'scrapeNativeHistograms' | 'scrapeClassicHistograms'>;

/** Native histograms of a contract are read, and their classic form where it has one, unless the options say otherwise. */
function histogramsRead(
  { metrics }: ServiceContract,
  { scrapeNativeHistograms = true, scrapeClassicHistograms }: HistogramLimits,
): HistogramLimits {
  const native = metrics.filter(({ type }) => type === 'native histogram');
  if (native.length === 0) return {};
  const haveClassic = native.some(({ buckets }) => buckets !== undefined);
  return {
    scrapeNativeHistograms,
    ...defined({ scrapeClassicHistograms: scrapeClassicHistograms ?? (haveClassic ? true : undefined) }),
  };
}

/** How many samples a page of a service may have; undefined where there is no limit. */
export function limitOn({ contract, scrape = {} }: MonitoredServiceProps): number | undefined {
  return scrape === false ? undefined : sampleLimitOf(contract, scrape.sampleLimit);
}

/** The port of the pods that serves their metrics page, or their only one. */
export function podPort({ pods, scrape }: MonitoredServiceProps): string {
  const ports = Object.keys(pods?.ports ?? {});
  return ports.find((port) => port === scrapeOfPods(scrape)?.port) ?? ports[0] ?? '';
}

/** What is known of the pods and of the Service of others, for the checks. */
export function scrapeFacts({
  pods,
  scrape,
  workload,
}: MonitoredServiceProps): Pick<ServiceFacts, 'pods' | 'existingService'> {
  const { service, port, moreEndpoints = [] } = scrapeOfPods(scrape) ?? {};
  const ports = [port, ...moreEndpoints.map((each) => each.port)].filter((each) => each !== undefined);
  return defined({
    pods: pods && { labels: pods.labels, ports: pods.ports, areDeployed: workload !== undefined },
    existingService: typeof service === 'object' ? { ...service, ports } : undefined, // checked options have no sentence there
  });
}

/** How many targets there are of a service without pods; undefined where only discovery tells. */
export function targetsOf({ scrape }: MonitoredServiceProps): number | undefined {
  return scrape !== undefined && isOutside(scrape) ? writtenTargets(scrape) : 1;
}

/** What the pods run on, where the limit on samples says so. */
export function runtimeOf({ scrape = {} }: MonitoredServiceProps): Runtime | 'none' | undefined {
  const limit = scrape === false ? undefined : scrape.sampleLimit;
  return typeof limit === 'object' ? limit.runtime : undefined;
}
