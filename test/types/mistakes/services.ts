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

// a port that the pods lack
//= Type '{ port: string; }' is not assignable to type 'false | (ProbeFields & MonitorLimits & ByOAuth2 & { readonly kind: "Probe"; }) | (ProbeFields & MonitorLimits & ByAuthorization & { ...; }) | ... 22 more ... | undefined'.
//=   Type '{ port: string; }' is not assignable to type '(ProbeFields & MonitorLimits & ByOAuth2 & { readonly kind: "Probe"; }) | (ProbeFields & MonitorLimits & ByAuthorization & { ...; }) | ... 15 more ... | (ExistingServicePorts & ... 2 more ... & ByBasicAuth)'.
//=     Type '{ port: string; }' is not assignable to type 'ExistingServicePorts & PodLimits & EndpointFields & ByBasicAuth'.
//=       Property 'service' is missing in type '{ port: string; }' but required in type 'ExistingServicePorts'.
new MonitoredService(chart, '1', { stack, contract, pods, scrape: { port: 'metrics' } });

// an interval in words
//= Type '"30 seconds"' is not assignable to type 'Duration | undefined'.
new MonitoredService(chart, '2', { stack, contract, pods, scrape: { port: 'http', interval: '30 seconds' } });

// an option of a scrape that is misspelt
//= Object literal may only specify known properties, but 'intervall' does not exist in type '(ProbeFields & MonitorLimits & ByOAuth2 & { readonly kind: "Probe"; }) | (ProbeFields & MonitorLimits & ByAuthorization & { ...; }) | ... 21 more ... | (ServicePorts<...> & ... 2 more ... & ByBasicAuth)'. Did you mean to write 'interval'?
new MonitoredService(chart, '3', { stack, contract, pods, scrape: { port: 'http', intervall: '30s' } });

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
  //= Type '{ kind: "Probe"; targets: string[]; }' is not assignable to type 'false | (ProbeFields & MonitorLimits & ByOAuth2 & { readonly kind: "Probe"; }) | (ProbeFields & MonitorLimits & ByAuthorization & { ...; }) | ... 22 more ... | undefined'.
  //=   Type '{ kind: "Probe"; targets: string[]; }' is not assignable to type '(ProbeFields & MonitorLimits & ByOAuth2 & { readonly kind: "Probe"; }) | (ProbeFields & MonitorLimits & ByAuthorization & { ...; }) | (ProbeFields & ... 2 more ... & { ...; })'.
  //=     Type '{ kind: "Probe"; targets: string[]; }' is not assignable to type 'ProbeFields & MonitorLimits & ByBasicAuth & { readonly kind: "Probe"; }'.
  //=       Property 'prober' is missing in type '{ kind: "Probe"; targets: string[]; }' but required in type 'ProbeFields'.
  scrape: { kind: 'Probe', targets: ['https://shop.example.com'] },
});

// a receiver that there is not
//= Type '"pagr"' is not assignable to type '"pager" | "null"'. Did you mean '"pager"'?
alertRouting({ receivers: { pager }, routes: [{ severity: 'page', receiver: 'pagr' }] });

// a severity of others
//= Type '"critical"' is not assignable to type 'AlertSeverity | undefined'.
alertRouting({ receivers: { pager }, routes: [{ severity: 'critical', receiver: 'pager' }] });

// a key in place of a reference to it
//= Type 'string' is not assignable to type 'SecretKeyRef'.
pagerDuty({ routingKey: 'R0123456789ABCDEF0123456789ABCDE' });
