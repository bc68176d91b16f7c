import type { Duration } from '../../contract/duration-literal';
import { positiveDuration } from '../../contract/duration-rule';
import { type Fields, object, optional, required } from '../../problem/object-shape';
import { boolean, integer, oneOf, text, type TextRule } from '../../problem/scalar-shapes';
import { list, record } from '../../problem/shape';
import { dnsLabel } from '../../problem/text-rules';
import {
  type AnyAuthentication,
  anyText,
  type Authentication,
  authenticationFields,
  tlsConfig,
  type TlsConfig,
} from './authentication';

/** Targets that are written down, and labels of their own. */
export interface StaticTargets {
  /** Hosts with their ports, without a scheme: `db1.example.com:9100`. */
  readonly targets: readonly string[];

  /**
   * Labels of their series. Those by which rules know the service, `namespace` and `service`, are set anyway.
   *
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>> & {
    readonly namespace?: never;
    readonly service?: never;
  };
}

/** What every asking over HTTP says, but for how Prometheus proves who it is. */
export interface HttpDiscoveryFields {
  /** Where the list of targets is fetched. */
  readonly url: `http://${string}` | `https://${string}`;

  /**
   * How often.
   *
   * @default - that of Prometheus, 60s
   */
  readonly refreshInterval?: Duration;

  /**
   * How TLS is spoken with the server of the list.
   *
   * @default - as Prometheus does without being told
   */
  readonly tlsConfig?: TlsConfig;

  /**
   * Whether redirections are followed.
   *
   * @default true
   */
  readonly followRedirects?: boolean;
}

/**
 * A server that lists the targets.
 *
 * @see https://prometheus.io/docs/prometheus/latest/http_sd/
 */
export type HttpDiscovery = HttpDiscoveryFields & Authentication;

/** Names that DNS is asked for, and how often. */
export interface DnsNames {
  /** The names. */
  readonly names: readonly [string, ...string[]];

  /**
   * How often.
   *
   * @default - that of Prometheus, 30s
   */
  readonly refreshInterval?: Duration;
}

/** Targets by DNS. A record other than SRV has no port, so that one is given. */
export type DnsDiscovery =
  | (DnsNames & {
      /** @default 'SRV' */
      readonly type?: 'SRV';
      readonly port?: never;
    })
  | (DnsNames & {
      readonly type: 'A' | 'AAAA' | 'MX' | 'NS';

      /** The port of the targets. */
      readonly port: number;
    });

/** Files in the Prometheus container that list targets, and how often they are read whatever happens. */
export interface FileDiscovery {
  /** Paths that end in `.json`, `.yml` or `.yaml`; the last part of one may have a `*`. */
  readonly files: readonly [string, ...string[]];

  /**
   * How often; a change is seen at once.
   *
   * @default - that of Prometheus, 5m
   */
  readonly refreshInterval?: Duration;
}

/** A kind of object of Kubernetes that targets are made of, as the operator names it. */
export type KubernetesRole = 'Node' | 'Service' | 'Pod' | 'Endpoints' | 'EndpointSlice' | 'Ingress';

/** Targets made of objects of the cluster, such as its nodes. What selects pods and Services by labels is a PodMonitor or a ServiceMonitor. */
export interface KubernetesObjects {
  /** What targets are made of: the roles of Prometheus must let it list these. */
  readonly role: KubernetesRole;

  /**
   * Where they are.
   *
   * @default - in all namespaces
   */
  readonly namespaces?: { readonly names: readonly [string, ...string[]] };

  /**
   * Which of them, by labels or fields, as `kubectl get` takes them.
   *
   * @default - all
   */
  readonly selectors?: readonly {
    readonly role: KubernetesRole;
    readonly label?: string;
    readonly field?: string;
  }[];
}

/** Ways to find targets, any of which may be left out. */
export interface AnyDiscovery {
  /**
   * Hosts with their ports, without a scheme: `db1.example.com:9100`.
   *
   * @default - none
   */
  readonly targets?: readonly string[];

  /**
   * Targets with labels of their own.
   *
   * @default - none
   */
  readonly staticConfigs?: readonly StaticTargets[];

  /**
   * Servers that list targets.
   *
   * @default - none
   */
  readonly httpSDConfigs?: readonly HttpDiscovery[];

  /**
   * Targets by DNS.
   *
   * @default - none
   */
  readonly dnsSDConfigs?: readonly DnsDiscovery[];

  /**
   * Targets that files list.
   *
   * @default - none
   */
  readonly fileSDConfigs?: readonly FileDiscovery[];

  /**
   * Targets made of objects of the cluster.
   *
   * @default - none
   */
  readonly kubernetesSDConfigs?: readonly KubernetesObjects[];
}

/** How targets outside Kubernetes are found: in one way at least. The usual one stands last: of that the compiler speaks where there is none. */
export type Discovery = AnyDiscovery &
  (
    | { readonly kubernetesSDConfigs: readonly [KubernetesObjects, ...KubernetesObjects[]] }
    | { readonly fileSDConfigs: readonly [FileDiscovery, ...FileDiscovery[]] }
    | { readonly dnsSDConfigs: readonly [DnsDiscovery, ...DnsDiscovery[]] }
    | { readonly httpSDConfigs: readonly [HttpDiscovery, ...HttpDiscovery[]] }
    | { readonly staticConfigs: readonly [StaticTargets, ...StaticTargets[]] }
    | { readonly targets: readonly [string, ...string[]] }
  );

/** Ways to find targets before they are checked. */
export interface UncheckedDiscovery {
  readonly targets?: readonly string[];
  readonly staticConfigs?: readonly {
    readonly targets: readonly string[];
    readonly labels?: Readonly<Record<string, string>>;
  }[];
  readonly httpSDConfigs?: readonly (Omit<HttpDiscoveryFields, 'url'> &
    AnyAuthentication & { readonly url: string })[];
  readonly dnsSDConfigs?: readonly {
    readonly names: readonly string[];
    readonly refreshInterval?: Duration;
    readonly type?: 'SRV' | 'A' | 'AAAA' | 'MX' | 'NS';
    readonly port?: number;
  }[];
  readonly fileSDConfigs?: readonly {
    readonly files: readonly string[];
    readonly refreshInterval?: Duration;
  }[];
  readonly kubernetesSDConfigs?: readonly (Omit<KubernetesObjects, 'namespaces'> & {
    readonly namespaces?: { readonly names: readonly string[] };
  })[];
}

const address: TextRule = {
  test: (written) => /^[^\s/]+$/.test(written),
  expected: "a host with its port, without a scheme, such as 'db1.example.com:9100'",
};
const url: TextRule = {
  test: (written) => /^https?:\/\/\S+$/.test(written),
  expected: 'a URL with http or https',
};
const host: TextRule = { test: (written) => /^[^\s/]+$/.test(written), expected: 'a name that DNS knows' };
/** The operator's own pattern. */
const listOfTargets: TextRule = {
  test: (written) => /^[^*]*(\*[^/]*)?\.(json|yml|yaml|JSON|YML|YAML)$/.test(written),
  expected: "a path that ends in .json, .yml or .yaml, with a '*' in its last part at most",
};
const role = oneOf<KubernetesRole>('Node', 'Service', 'Pod', 'Endpoints', 'EndpointSlice', 'Ingress');
const ownLabel: TextRule = {
  test: (name) => /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/.test(name) && name !== 'namespace' && name !== 'service',
  expected: "the name of a label other than 'namespace' and 'service', which say what the targets are of",
};

type Item<K extends keyof UncheckedDiscovery> = NonNullable<UncheckedDiscovery[K]>[number];

/** What they must look like. */
export const discoveryFields: Fields<UncheckedDiscovery> = {
  targets: optional(list(text(address), { min: 1 })),
  staticConfigs: optional(
    list(
      object<Item<'staticConfigs'>>({
        targets: required(list(text(address), { min: 1 })),
        labels: optional(record(text(), text(ownLabel))),
      }),
      { min: 1 },
    ),
  ),
  httpSDConfigs: optional(
    list(
      object<Item<'httpSDConfigs'>>({
        ...authenticationFields,
        url: required(text(url)),
        refreshInterval: optional(text(positiveDuration)),
        tlsConfig: optional(tlsConfig),
        followRedirects: optional(boolean()),
      }),
      { min: 1 },
    ),
  ),
  dnsSDConfigs: optional(
    list(
      object<Item<'dnsSDConfigs'>>({
        names: required(list(text(host), { min: 1 })),
        refreshInterval: optional(text(positiveDuration)),
        type: optional(oneOf('SRV', 'A', 'AAAA', 'MX', 'NS')),
        port: optional(integer({ min: 1, max: 65535 })),
      }),
      { min: 1 },
    ),
  ),
  fileSDConfigs: optional(
    list(
      object<Item<'fileSDConfigs'>>({
        files: required(list(text(listOfTargets), { min: 1 })),
        refreshInterval: optional(text(positiveDuration)),
      }),
      { min: 1 },
    ),
  ),
  kubernetesSDConfigs: optional(
    list(
      object<Item<'kubernetesSDConfigs'>>({
        role: required(role),
        namespaces: optional(
          object<{ readonly names: readonly string[] }>({
            names: required(list(text(dnsLabel), { min: 1 })),
          }),
        ),
        selectors: optional(
          list(
            object<NonNullable<KubernetesObjects['selectors']>[number]>({
              role: required(role),
              label: optional(text(anyText)),
              field: optional(text(anyText)),
            }),
          ),
        ),
      }),
      { min: 1 },
    ),
  ),
};
