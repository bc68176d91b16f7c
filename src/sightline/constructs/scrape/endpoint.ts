import type { ServiceMonitorSpecEndpoints } from '../../../../imports/monitoring.coreos.com';
import type { Duration } from '../../contract/duration-literal';
import { positiveDuration } from '../../contract/duration-rule';
import { defined } from '../../problem/defined';
import { type Fields, optional } from '../../problem/object-shape';
import { boolean, oneOf, text, type TextRule } from '../../problem/scalar-shapes';
import { list, record } from '../../problem/shape';
import type { Plain } from '../../schema/plain';
import {
  type AnyAuthentication,
  type Authentication,
  authenticationFields,
  tlsConfig,
  type TlsConfig,
  authenticationOf,
} from './authentication';
import { type Relabeling, relabelings } from './relabeling';

/** What a page of metrics needs, beside how Prometheus proves who it is. The names are the operator's. */
export interface EndpointFields {
  /**
   * The path of the metrics page.
   *
   * @default '/metrics'
   */
  readonly path?: `/${string}`;

  /**
   * How often the page is read. Windows of rates must hold four of it.
   *
   * @default - as the stack scrapes, 30s unless its options say otherwise
   */
  readonly interval?: Duration;

  /**
   * How long a scrape may take; at most the interval.
   *
   * @default - the default of Prometheus, 10s, or the interval if that is shorter
   */
  readonly timeout?: Duration;

  /** @default 'http' */
  readonly scheme?: 'http' | 'https';

  /**
   * How TLS is spoken with the target.
   *
   * @default - as Prometheus does without being told
   */
  readonly tlsConfig?: TlsConfig;

  /**
   * Parameters of the URL, each with its values.
   *
   * @default - none
   */
  readonly params?: Readonly<Record<string, readonly string[]>>;

  /**
   * Whether a label of the page wins over a label of the target.
   *
   * @default false
   */
  readonly honorLabels?: boolean;

  /**
   * Whether the time that a sample brings is taken.
   *
   * @default true
   */
  readonly honorTimestamps?: boolean;

  /**
   * Whether redirections are followed.
   *
   * @default true
   */
  readonly followRedirects?: boolean;

  /**
   * Steps that change the labels of targets, after those of the operator. They may not change `namespace` and `service`, by which rules know the
   * service.
   *
   * @default - none
   */
  readonly relabelings?: readonly Relabeling[];

  /**
   * Steps that change the labels of samples, or drop samples.
   *
   * @default - none
   */
  readonly metricRelabelings?: readonly Relabeling[];
}

/** How one page is read. */
export type EndpointOptions = EndpointFields & Authentication;

/** A path that can be requested. */
export const urlPath: TextRule = {
  test: (path) => /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/]*$/.test(path),
  expected: "a path such as '/metrics': with a slash in front, and no query",
};

/** What the options of a page must look like. Whether they go together is seen on the final monitor. */
export const endpointFields: Fields<EndpointFields & AnyAuthentication> = {
  path: optional(text(urlPath)),
  interval: optional(text(positiveDuration)),
  timeout: optional(text(positiveDuration)),
  scheme: optional(oneOf('http', 'https')),
  tlsConfig: optional(tlsConfig),
  ...authenticationFields,
  params: optional(record(list(text()))),
  honorLabels: optional(boolean()),
  honorTimestamps: optional(boolean()),
  followRedirects: optional(boolean()),
  relabelings: optional(relabelings),
  metricRelabelings: optional(relabelings),
};

/** A page as an endpoint of a monitor. */
export function endpointSpec(
  options: EndpointOptions,
  {
    interval,
    relabelings = [],
  }: { readonly interval: Duration; readonly relabelings?: readonly Relabeling[] },
): Plain<ServiceMonitorSpecEndpoints> {
  const { path = '/metrics', timeout, scheme, tlsConfig, params, honorLabels, honorTimestamps } = options;
  const { followRedirects, metricRelabelings } = options;
  const steps = [...relabelings, ...(options.relabelings ?? [])];
  return {
    path,
    interval,
    ...defined({
      scrapeTimeout: timeout,
      scheme,
      tlsConfig,
      ...authenticationOf(options),
      params,
      honorLabels,
      honorTimestamps,
      followRedirects,
      relabelings: steps.length === 0 ? undefined : steps,
      metricRelabelings,
    }),
  };
}
