import { type Fields, mapsAt } from '../../scrape/path/fields';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import { placedReference } from '../../scrape/path/world';
import { onceOf } from '../once-of';
import type { FinalObject } from '../world';

const endpoints: Readonly<Record<string, string>> = {
  ServiceMonitor: 'endpoints',
  PodMonitor: 'podMetricsEndpoints',
};

/** The objects of a world, as paths name them: with the namespace in which they will stand. */
export const objectsByReference = onceOf(
  ({ objects }): ReadonlyMap<string, FinalObject> =>
    new Map(objects.map((object) => [placedReference(object), object])),
);

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

/** What the monitor of a path says of the endpoint of a job. */
export function endpointOf(
  { object }: ScrapePath,
  index: number,
  objects: ReadonlyMap<string, FinalObject>,
): Fields | undefined {
  const field = endpoints[object.split('/')[0] ?? ''];
  return field === undefined ? undefined : mapsAt(objects.get(object)?.manifest, 'spec', field)[index];
}
