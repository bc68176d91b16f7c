import type { ScrapePath } from '../../scrape/path/scrape-path';
import type { FinalObject, World } from '../world';

const endpoints: Readonly<Record<string, string>> = {
  ServiceMonitor: 'endpoints',
  PodMonitor: 'podMetricsEndpoints',
};

/** The objects of a world, as paths name them: with the namespace in which they will stand. */
export function objectsByReference({ objects }: World): ReadonlyMap<string, FinalObject> {
  return new Map(
    objects.map((object) => [`${object.kind}/${object.namespace ?? 'default'}/${object.name}`, object]),
  );
}

/** Where the endpoint of a job stands: the path of its monitor, and the field. A Probe and a ScrapeConfig have one job, and no endpoints. */
export function endpointPath(
  { object }: ScrapePath,
  index: number,
  objects: ReadonlyMap<string, FinalObject>,
): string {
  const field = endpoints[object.split('/')[0] ?? ''];
  return `${objects.get(object)?.path ?? ''} spec${field === undefined ? '' : `.${field}[${index}]`}`;
}
