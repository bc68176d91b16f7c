import type { ScrapePath } from '../../scrape/path/scrape-path';
import { placedReference } from '../../scrape/path/world';
import type { FinalObject, World } from '../world';

const endpoints: Readonly<Record<string, string>> = {
  ServiceMonitor: 'endpoints',
  PodMonitor: 'podMetricsEndpoints',
};

/** The objects of a world, as paths name them: with the namespace in which they will stand. */
export function objectsByReference({ objects }: World): ReadonlyMap<string, FinalObject> {
  return new Map(objects.map((object) => [placedReference(object), object]));
}

/** Where the endpoint of a job stands in its monitor. A Probe and a ScrapeConfig have one job, and no endpoints. */
export function endpointField(monitor: string, index: number): string {
  const field = endpoints[monitor.split('/')[0] ?? ''];
  return field === undefined ? 'spec' : `spec.${field}[${index}]`;
}

/** Where the endpoint of a job stands: the path of its monitor, and the field. */
export function endpointPath(
  { object }: ScrapePath,
  index: number,
  objects: ReadonlyMap<string, FinalObject>,
): string {
  return `${objects.get(object)?.path ?? ''} ${endpointField(object, index)}`;
}
