import type { ServiceMonitorSpec } from '../../../../imports/monitoring.coreos.com';
import { type Fields, object, optional, required } from '../../problem/object-shape';
import { boolean, text } from '../../problem/scalar-shapes';
import { list } from '../../problem/shape';
import { dnsLabel } from '../../problem/text-rules';
import type { Plain } from '../../schema/plain';
import type { AnyAuthentication } from './authentication';
import { type EndpointFields, endpointFields, type EndpointOptions, endpointSpec } from './endpoint';
import { type Identity, identitySteps } from './identity';
import { limitFields, type MonitorLimits } from './limits';
import { monitorFields, type MonitorObject } from './monitor-object';

/** A page with the name of the port that serves it. A number is no name. */
export type PortEndpoint = EndpointOptions & { readonly port: string };

/** What a monitor of pages on ports says, beside the first of the pages. */
export interface PortMonitorFields extends MonitorObject, MonitorLimits {
  /**
   * Pages on other ports.
   *
   * @default - none
   */
  readonly moreEndpoints?: readonly PortEndpoint[];
}

/** A page with the name of its port, and perhaps with several ways to prove who Prometheus is. */
export type AnyPortEndpoint = EndpointFields & AnyAuthentication & { readonly port: string };

/** What a page on a port must look like. */
export const portEndpointFields: Fields<AnyPortEndpoint> = {
  ...endpointFields,
  port: required(text(dnsLabel)),
};

/** The options of a monitor of pages on ports, before they are checked. */
export type AnyPortMonitor = Omit<PortMonitorFields, 'moreEndpoints'> &
  AnyPortEndpoint &
  Identity & { readonly moreEndpoints?: readonly AnyPortEndpoint[] };

/** What they must look like. */
export const portMonitorFields: Fields<AnyPortMonitor> = {
  ...monitorFields,
  ...limitFields,
  ...portEndpointFields,
  service: optional(text(dnsLabel)),
  ownEndpointLabel: optional(boolean()),
  moreEndpoints: optional(list(object<AnyPortEndpoint>(portEndpointFields))),
};

/** All pages of a monitor as its endpoints: each is scraped as often as the first unless it says otherwise. */
export function portEndpoints(
  props: PortMonitorFields & PortEndpoint & Identity,
): Plain<ServiceMonitorSpec>['endpoints'] {
  return [props, ...(props.moreEndpoints ?? [])].map((each) => ({
    port: each.port,
    ...endpointSpec(each, {
      interval: each.interval ?? props.interval ?? props.stack.scrapeInterval,
      relabelings: identitySteps(props),
    }),
  }));
}
