import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { meta } from '../../scrape/meta-labels';
import { mapsAt, textAt } from '../../scrape/path/fields';
import type { JobPath, ScrapePath, TargetPath } from '../../scrape/path/scrape-path';
import type { Check } from '../check';
import type { FinalObject } from '../world';
import { endpointPath, objectsByReference } from './endpoint-path';

/**
 * Targets that are asked in another scheme than they seem to answer in: a port that is called https and is scraped by http, or the other way round.
 *
 * @param paths the paths of all monitors
 */
export function schemeCheck(paths: readonly ScrapePath[]): Check {
  return {
    layer: 'scrape',
    run: (world) => {
      const objects = objectsByReference(world);
      return paths.flatMap((path) =>
        path.jobs.flatMap((job, index) => {
          const other = otherScheme(path, job, objects);
          return other === undefined ? [] : [{ ...other, path: endpointPath(path, index, objects) }];
        }),
      );
    },
  };
}

function otherScheme(
  { object }: ScrapePath,
  { job, targets }: JobPath,
  objects: ReadonlyMap<string, FinalObject>,
): Problem | undefined {
  const scheme = job.scheme ?? 'http';
  for (const target of targets) {
    const seems = target.kept === true ? schemeOf(target, objects) : undefined;
    if (seems === undefined || seems === scheme) continue;
    const message = `'${object}' scrapes by ${scheme}, and the port of '${target.service ?? target.pods}' is said to be ${seems}`;
    return warning('NET003', message, { object, fix: `set 'scheme: ${seems}', or call the port otherwise` });
  }
  return undefined;
}

/** The scheme that a port says it has: by its protocol, by its name, by that of the port of the container, or by the number 443. */
function schemeOf(
  { discovered, service = '' }: TargetPath,
  objects: ReadonlyMap<string, FinalObject>,
): string | undefined {
  const nameBy = (...labels: readonly string[]): string =>
    labels.map((each) => discovered[meta(each)]).find((each) => each !== undefined && each !== '') ?? '';
  const name = nameBy('endpoint_port_name', 'endpointslice_port_name');
  const ports = mapsAt(objects.get(service)?.manifest, 'spec', 'ports');
  const port = ports.find((each) => (each['name'] ?? '') === name);
  const protocol = textAt(port, 'appProtocol');
  if (protocol === 'http' || protocol === 'https') return protocol;
  const wordOf = (each: string): string | undefined => /^(https?)(?:$|-)/.exec(each)?.[1];
  const inPod = wordOf(nameBy('pod_container_port_name'));
  // a port of a container is called http by many that do not mean the scheme
  const guessed = inPod === 'https' || (port?.['port'] === 443 && inPod === undefined) ? 'https' : undefined;
  return wordOf(name) ?? guessed;
}
