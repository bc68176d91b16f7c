import type { Duration } from '../../contract/duration-literal';
import { positiveDuration } from '../../contract/duration-rule';
import { type Fields, object, optional, required } from '../../problem/object-shape';
import { boolean, integer, oneOf, text, type TextRule } from '../../problem/scalar-shapes';
import { list, record } from '../../problem/shape';
import {
  type AnyAuthentication,
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
}

/** How targets outside Kubernetes are found: in one way at least. The usual one stands last: of that the compiler speaks where there is none. */
export type Discovery = AnyDiscovery &
  (
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
};
