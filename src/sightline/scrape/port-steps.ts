import { filled } from './filled';
import { meta } from './meta-labels';
import { keepValue, setLabel } from './relabel-steps';
import type { RelabelConfig } from './scrape-config';

/** A port as an endpoint names it. */
export interface EndpointPort {
  /** A name. */
  readonly port?: string;

  /** The name or the number of a port of a container. */
  readonly targetPort?: string | number;
}

/** Keeps a port of a container by its name or by its number; all of them where neither is set. */
export function keepContainerPort(port: string | number | undefined): RelabelConfig[] {
  if (port === undefined || port === '' || port === 0) return [];
  const field = typeof port === 'string' ? 'name' : 'number';
  return [keepValue(meta(`pod_container_port_${field}`), String(port))];
}

/** The port as the target label `endpoint`. */
export function labelPort({ port, targetPort }: EndpointPort): RelabelConfig[] {
  const name = filled(port) ?? (targetPort === undefined ? undefined : filled(String(targetPort)));
  return name === undefined ? [] : [setLabel('endpoint', name)];
}
