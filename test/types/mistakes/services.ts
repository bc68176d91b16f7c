import { App, Chart } from 'cdk8s';
import {
  alertRouting,
  KubePrometheusStack,
  MonitoredService,
  pagerDuty,
  secretKey,
  serviceContract,
} from '../../../src/sightline';
import { latency, requests } from '../shop';

const chart = new Chart(new App(), 'shop');
const stack = new KubePrometheusStack(chart, 'stack', { grafana: false });
const contract = serviceContract({ name: 'shop', metrics: [requests, latency], notTraffic: {} });
const pods = { labels: { app: 'shop' }, ports: { http: 8000, admin: 9000 } } as const;
const basicAuth = { username: { name: 'a', key: 'b' }, password: { name: 'a', key: 'c' } };
const pager = pagerDuty({ routingKey: secretKey('pd', 'key') });

// a port that the pods lack, and one that is nearly theirs
//= Type '"metrics"' is not assignable to type '`a name of 'pods.ports'; beside 'service' a port of that Service${string}` | "http" | "admin" | undefined'.
new MonitoredService(chart, '1', { stack, contract, pods, scrape: { port: 'metrics' } });
//= Type '"https"' is not assignable to type '`a name of 'pods.ports'; beside 'service' a port of that Service${string}` | "http" | "admin" | undefined'. Did you mean '"http"'?
new MonitoredService(chart, '1a', { stack, contract, pods, scrape: { kind: 'PodMonitor', port: 'https' } });
//= Type '"admn"' is not assignable to type '"http" | "admin"'. Did you mean '"admin"'?
new MonitoredService(chart, '1b', { stack, contract, pods, scrape: { port: 'http', moreEndpoints: [{ port: 'admn' }] } }); // prettier-ignore

// options that are shared stay those of pods
const common = { stack, contract, pods };
new MonitoredService(chart, '1c', { ...common, scrape: { port: 'http' } });

// an interval in words
//= Type '"30 seconds"' is not assignable to type 'Duration | undefined'.
new MonitoredService(chart, '2', { stack, contract, pods, scrape: { port: 'http', interval: '30 seconds' } });

// an option of a scrape that is misspelt
//= Object literal may only specify known properties, but 'intervall' does not exist in type 'ProbeScrape | OutsideScrape | PodsScrape<"http" | "admin">'. Did you mean to write 'interval'?
new MonitoredService(chart, '3', { stack, contract, pods, scrape: { port: 'http', intervall: '30s' } });

// an option as the operator names it, and one of others
//= Object literal may only specify known properties, and 'scrapeTimeout' does not exist in type 'ProbeScrape | OutsideScrape | PodsScrape<"http" | "admin">'.
new MonitoredService(chart, '3a', { stack, contract, pods, scrape: { port: 'http', scrapeTimeout: '5s' } });
//= Object literal may only specify known properties, and 'bearerTokenSecret' does not exist in type 'ProbeScrape | OutsideScrape | PodsScrape<"http" | "admin">'.
new MonitoredService(chart, '3b', { stack, contract, pods, scrape: { port: 'http', bearerTokenSecret: basicAuth.password } }); // prettier-ignore

// TLS by a file, and by a reference that does not say what it refers to
//= Object literal may only specify known properties, and 'caFile' does not exist in type 'TlsConfig'.
new MonitoredService(chart, '3c', { stack, contract, pods, scrape: { port: 'http', tlsConfig: { caFile: '/ca' } } }); // prettier-ignore
//= Type '{ name: string; key: string; }' is not assignable to type 'SecretOrConfigMap | undefined'.
new MonitoredService(chart, '3d', { stack, contract, pods, scrape: { port: 'http', tlsConfig: { ca: basicAuth.password } } }); // prettier-ignore

// a password in place of a reference to it
//= Type 'string' is not assignable to type 'KeyReference'.
new MonitoredService(chart, '3e', { stack, contract, pods, scrape: { port: 'http', basicAuth: { ...basicAuth, password: 'hunter2' } } }); // prettier-ignore

// a path without its slash, and a scheme in capitals
//= Type '"metrics"' is not assignable to type '`/${string}`'.
new MonitoredService(chart, '3f', { stack, contract, pods, scrape: { port: 'http', path: 'metrics' } });
//= Type '"HTTPS"' is not assignable to type '"http" | "https" | undefined'. Did you mean '"https"'?
new MonitoredService(chart, '3g', { stack, contract, pods, scrape: { port: 'http', scheme: 'HTTPS' } });

// a parameter that is no list
//= Type 'string' is not assignable to type 'readonly string[]'.
new MonitoredService(chart, '3h', { stack, contract, pods, scrape: { port: 'http', params: { a: 'b' } } });

// a step as Prometheus writes it, and an action in capitals
//= Object literal may only specify known properties, but 'target_label' does not exist in type 'Relabeling'. Did you mean to write 'targetLabel'?
new MonitoredService(chart, '3i', { stack, contract, pods, scrape: { port: 'http', relabelings: [{ target_label: 'a' }] } }); // prettier-ignore
//= Type '"Keep"' is not assignable to type '"replace" | "keep" | "drop" | "hashmod" | "labelmap" | "labeldrop" | "labelkeep" | "lowercase" | "uppercase" | "keepequal" | "dropequal" | undefined'. Did you mean '"keep"'?
new MonitoredService(chart, '3j', { stack, contract, pods, scrape: { port: 'http', relabelings: [{ action: 'Keep' }] } }); // prettier-ignore

// a limit by the contract without its runtime, and of one that there is not
//= Type '{ from: "contract"; }' is not assignable to type 'number | ContractSampleLimit | undefined'.
//=   Property 'runtime' is missing in type '{ from: "contract"; }' but required in type 'ContractSampleLimit'.
new MonitoredService(chart, '3k', { stack, contract, pods, scrape: { port: 'http', sampleLimit: { from: 'contract' } } }); // prettier-ignore
//= Type '"java"' is not assignable to type 'Runtime | "none"'.
new MonitoredService(chart, '3l', { stack, contract, pods, scrape: { port: 'http', sampleLimit: { from: 'contract', runtime: 'java' } } }); // prettier-ignore

// a Service that is there, by its name alone
//= Type '{ port: "http"; service: "shop"; }' is not assignable to type 'false | ProbeScrape | OutsideScrape | PodsScrape<"http" | "admin"> | undefined'.
//=   Types of property 'service' are incompatible.
//=     Type '"shop"' is not assignable to type 'ExistingService | "a PodMonitor scrapes pods, and no Service: leave 'service' out, or 'kind'" | undefined'.
new MonitoredService(chart, '3m', { stack, contract, pods, scrape: { port: 'http', service: 'shop' } });

// a scrape that is only wanted
//= Type 'true' is not assignable to type 'false | ProbeScrape | OutsideScrape | PodsScrape<"http" | "admin"> | undefined'.
new MonitoredService(chart, '3n', { stack, contract, pods, scrape: true });

// no stack
//= Argument of type '{ contract: ServiceContract; pods: { readonly labels: { readonly app: "shop"; }; readonly ports: { readonly http: 8000; readonly admin: 9000; }; }; }' is not assignable to parameter of type 'MonitoredServiceProps<"http" | "admin">'.
//=   Type '{ contract: ServiceContract; pods: { readonly labels: { readonly app: "shop"; }; readonly ports: { readonly http: 8000; readonly admin: 9000; }; }; }' is not assignable to type 'MonitoredServiceFields & WithPods<"http" | "admin">'.
//=     Property 'stack' is missing in type '{ contract: ServiceContract; pods: { readonly labels: { readonly app: "shop"; }; readonly ports: { readonly http: 8000; readonly admin: 9000; }; }; }' but required in type 'MonitoredServiceFields'.
new MonitoredService(chart, '4', { contract, pods });

// a contract as a plain object
//= Type 'Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">' is missing the following properties from type 'MetricDeclaration': name, type, help, labels, origin
new MonitoredService(chart, '5', { stack, contract: { name: 'shop', metrics: [requests] }, pods });

// an option that is misspelt
//= Object literal may only specify known properties, but 'pod' does not exist in type 'MonitoredServiceProps<string>'. Did you mean to write 'pods'?
new MonitoredService(chart, '6', { stack, contract, pod: pods });

// a kind that there is not
//= Type '"podMonitor"' is not assignable to type '"Probe" | "ScrapeConfig" | "ServiceMonitor" | "PodMonitor" | undefined'. Did you mean '"PodMonitor"'?
new MonitoredService(chart, '7', { stack, contract, pods, scrape: { kind: 'podMonitor', port: 'http' } });

// a Service beside pods that are scraped themselves
new MonitoredService(chart, '8', {
  stack,
  contract,
  pods,
  //= Type '{ name: string; labels: { app: string; }; }' is not assignable to type '"a PodMonitor scrapes pods, and no Service: leave 'service' out, or 'kind'"'.
  scrape: { kind: 'PodMonitor', port: 'http', service: { name: 'shop', labels: { app: 'shop' } } },
});

// two ways to authenticate
new MonitoredService(chart, '9', {
  stack,
  contract,
  pods,
  //= Type '{ credentials: { name: string; key: string; }; }' is not assignable to type '"an endpoint can have one way to authenticate: basicAuth, authorization or oauth2"'.
  scrape: { port: 'http', basicAuth, authorization: { credentials: { name: 'a', key: 'b' } } },
});

// a Probe that nobody sends
new MonitoredService(chart, '10', {
  stack,
  contract,
  //= Type '{ kind: "Probe"; targets: string[]; }' is not assignable to type 'false | ProbeScrape | OutsideScrape | PodsScrape<string> | undefined'.
  //=   Type '{ kind: "Probe"; targets: string[]; }' is not assignable to type '(ProbeFields & MonitorLimits & ByOAuth2 & { readonly kind: "Probe"; }) | (ProbeFields & MonitorLimits & ByAuthorization & { ...; }) | (ProbeFields & ... 2 more ... & { ...; })'.
  //=     Type '{ kind: "Probe"; targets: string[]; }' is not assignable to type 'ProbeFields & MonitorLimits & ByBasicAuth & { readonly kind: "Probe"; }'.
  //=       Property 'prober' is missing in type '{ kind: "Probe"; targets: string[]; }' but required in type 'ProbeFields'.
  scrape: { kind: 'Probe', targets: ['https://shop.example.com'] },
});

// targets outside Kubernetes that nobody names
new MonitoredService(chart, '11', {
  stack,
  contract,
  //= Type '{ kind: "ScrapeConfig"; }' is not assignable to type 'false | ProbeScrape | OutsideScrape | PodsScrape<string> | undefined'.
  //=   Type '{ kind: "ScrapeConfig"; }' is not assignable to type '(Omit<EndpointFields, "followRedirects"> & MonitorLimits & AnyDiscovery & { readonly kubernetesSDConfigs: readonly [KubernetesObjects, ...KubernetesObjects[]]; } & ByOAuth2 & { ...; }) | ... 16 more ... | (Omit<...> & ... 4 more ... & { ...; })'.
  //=     Type '{ kind: "ScrapeConfig"; }' is not assignable to type 'Omit<EndpointFields, "followRedirects"> & MonitorLimits & AnyDiscovery & { readonly targets: readonly [string, ...string[]]; } & ByBasicAuth & { ...; }'.
  //=       Property 'targets' is missing in type '{ kind: "ScrapeConfig"; }' but required in type '{ readonly targets: readonly [string, ...string[]]; }'.
  scrape: { kind: 'ScrapeConfig' },
});

// an operator of which nothing is known
//= Type '"0.94.2"' is not assignable to type '"0.93.1" | "0.94.0" | "0.94.1" | "0.95.0"'. Did you mean '"0.94.0"'?
new KubePrometheusStack(chart, 'newer', { grafana: false, operator: { version: '0.94.2' } });

// a receiver that there is not
//= Type '"pagr"' is not assignable to type '"pager" | "null"'. Did you mean '"pager"'?
alertRouting({ receivers: { pager }, routes: [{ severity: 'page', receiver: 'pagr' }] });

// a severity of others
//= Type '"critical"' is not assignable to type 'AlertSeverity | undefined'.
alertRouting({ receivers: { pager }, routes: [{ severity: 'critical', receiver: 'pager' }] });

// a key in place of a reference to it
//= Type 'string' is not assignable to type 'SecretKeyRef'.
pagerDuty({ routingKey: 'R0123456789ABCDEF0123456789ABCDE' });
