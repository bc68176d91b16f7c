import type { ScrapePath } from '../../scrape/path/scrape-path';
import type { World } from '../world';

const endpoints: Readonly<Record<string, string>> = {
  ServiceMonitor: 'endpoints',
  PodMonitor: 'podMetricsEndpoints',
};

/** Where the endpoint of a job stands: the path of its monitor, and the field. A Probe and a ScrapeConfig have one job, and no endpoints. */
export function endpointPath({ object }: ScrapePath, index: number, { objects }: World): string {
  const [kind = '', namespace, name] = object.split('/');
  const own = objects.find(
    (each) => each.kind === kind && each.name === name && (each.namespace ?? 'default') === namespace,
  );
  const field = endpoints[kind];
  return `${own?.path ?? ''} spec${field === undefined ? '' : `.${field}[${index}]`}`;
}
