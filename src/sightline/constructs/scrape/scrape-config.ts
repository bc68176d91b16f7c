import { Construct } from 'constructs';
import { type Fields, object, required } from '../../problem/object-shape';
import { defined } from '../../problem/defined';
import { error, hasErrors } from '../../problem/problems';
import type { Problem } from '../../problem/problem';
import { text } from '../../problem/scalar-shapes';
import { settled } from '../../problem/settled';
import { checkShape } from '../../problem/shape';
import { dnsLabel } from '../../problem/text-rules';
import { checkChart } from '../check-chart';
import { report } from '../report';
import type { ScrapeConfig as Manifest } from '../../scrape/manifests';
import { type AnyAuthentication, type Authentication, authenticationOf } from './authentication';
import { type Discovery, discoveryFields, type HttpDiscovery, type UncheckedDiscovery } from './discovery';
import { type EndpointFields, endpointFields } from './endpoint';
import { limitFields, limitsSpec, type MonitorLimits } from './limits';
import { monitorFields, type MonitorObject, writeMonitor } from './monitor-object';
import type { OfService } from './probe';
import type { Relabeling } from './relabeling';

/** What the pages of targets outside Kubernetes need, beside how they are found and how Prometheus proves who it is. */
export type ScrapeConfigFields = Omit<EndpointFields, 'followRedirects'> & MonitorLimits;

/** Targets outside Kubernetes: how they are found, and how their pages are read. */
export type ScrapeConfigOptions = ScrapeConfigFields & Discovery & Authentication;

/** Options of {@link ScrapeConfig}. */
export type ScrapeConfigProps = MonitorObject & OfService & ScrapeConfigOptions;

type Unchecked = ScrapeConfigFields & UncheckedDiscovery & AnyAuthentication;

const { followRedirects: _, ...pageFields } = endpointFields;

/** What they must look like. Whether their parts go together is seen on the final object. */
export const scrapeConfigShapeFields: Fields<Unchecked> = {
  ...limitFields,
  ...pageFields,
  ...discoveryFields,
};

const shape = object<MonitorObject & OfService & Unchecked>({
  ...monitorFields,
  ...scrapeConfigShapeFields,
  serviceNamespace: required(text(dnsLabel)),
  service: required(text(dnsLabel)),
});

/** A ScrapeConfig that the stack's Prometheus selects: targets outside Kubernetes, as series of a service. */
export class ScrapeConfig extends Construct {
  constructor(scope: Construct, id: string, given: ScrapeConfigProps) {
    super(scope, id);
    const props = settled(given);
    const problems = [...checkShape(props, shape), ...checkChart(this)];
    if (!hasErrors(problems)) problems.push(...checkDiscovery(props));
    report(this, () => problems);
    if (!hasErrors(problems)) writeMonitor(this, 'ScrapeConfig', props, scrapeConfigSpec(props));
  }
}

/** Ways to find targets, whatever is said of how Prometheus proves who it is. */
type WaysToFind = Omit<UncheckedDiscovery, 'httpSDConfigs'> & { readonly httpSDConfigs?: readonly object[] };

/** Those that are said. */
function waysIn({
  targets,
  staticConfigs,
  httpSDConfigs,
  dnsSDConfigs,
  fileSDConfigs,
  kubernetesSDConfigs,
}: WaysToFind): WaysToFind {
  return defined({ targets, staticConfigs, httpSDConfigs, dnsSDConfigs, fileSDConfigs, kubernetesSDConfigs });
}

/** How many targets are written down; undefined where others are found. */
export function writtenTargets(options: WaysToFind): number | undefined {
  const { targets = [], staticConfigs = [], ...discoveries } = waysIn(options);
  if (Object.keys(discoveries).length > 0) return undefined;
  return targets.length + staticConfigs.reduce((sum, each) => sum + each.targets.length, 0);
}

/** Something is found. */
function checkDiscovery(options: WaysToFind): Problem[] {
  const finds = Object.keys(waysIn(options)).length > 0;
  const missing = "'targets' is missing, and so is every other way to find some: there is nothing to scrape";
  const fix =
    "name hosts, such as targets: ['db1.example.com:9100'], or use staticConfigs, httpSDConfigs, dnsSDConfigs, fileSDConfigs or kubernetesSDConfigs";
  return finds ? [] : [error('OPT003', missing, { path: 'targets', fix })];
}

function scrapeConfigSpec(props: ScrapeConfigProps): Manifest['spec'] {
  const {
    path = '/metrics',
    interval = props.stack.scrapeInterval,
    timeout,
    scheme,
    tlsConfig,
    params,
  } = props;
  const { basicAuth, authorization, oauth2 } = authenticationOf(props);
  const { honorLabels, honorTimestamps, metricRelabelings } = props;
  const { httpSDConfigs, dnsSDConfigs, fileSDConfigs, kubernetesSDConfigs } = props;
  const staticConfigs = [
    ...(props.targets === undefined ? [] : [{ targets: [...props.targets] }]),
    ...(props.staticConfigs ?? []).map(({ targets, labels }) => ({
      targets: [...targets],
      ...(labels === undefined ? {} : { labels: { ...labels } }),
    })),
  ];
  return defined({
    staticConfigs: staticConfigs.length === 0 ? undefined : staticConfigs,
    httpSDConfigs: httpSDConfigs?.map(httpDiscoverySpec),
    dnsSDConfigs: dnsSDConfigs?.map((each) => ({ ...each, names: [...each.names] })),
    fileSDConfigs,
    kubernetesSDConfigs,
    metricsPath: path,
    scrapeInterval: interval,
    scrapeTimeout: timeout,
    scheme,
    tlsConfig,
    basicAuth,
    authorization,
    oauth2,
    params,
    honorLabels,
    honorTimestamps,
    relabelings: [...identityOf(props), ...(props.relabelings ?? [])],
    metricRelabelings,
    ...limitsSpec(props),
  });
}

function httpDiscoverySpec(given: HttpDiscovery) {
  const { basicAuth: _, authorization: __, oauth2: ___, ...fields } = given;
  return { ...fields, ...authenticationOf(given) };
}

/** The steps by which series are known, whatever a list of targets says of them. */
function identityOf({ serviceNamespace, service }: OfService): readonly Relabeling[] {
  return Object.entries({ namespace: serviceNamespace, service }).map(([targetLabel, replacement]) => ({
    action: 'replace',
    targetLabel,
    replacement,
  }));
}
