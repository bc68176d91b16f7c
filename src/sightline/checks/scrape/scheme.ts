import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { meta } from '../../scrape/meta-labels';
import { mapAt, mapsAt, textAt } from '../../scrape/path/fields';
import type { JobPath, ScrapePath, TargetPath } from '../../scrape/path/scrape-path';
import type { Check } from '../check';
import type { FinalObject } from '../world';
import { endpointOf, endpointPath, objectsByReference } from './endpoint-path';

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
          const isSecured = Object.keys(mapAt(endpointOf(path, index, objects), 'tlsConfig')).length > 0;
          const other = otherScheme(path, job, isSecured, objects);
          return other === undefined ? [] : [{ ...other, path: endpointPath(path, index, objects) }];
        }),
      );
    },
  };
}

function otherScheme(
  { object }: ScrapePath,
  { job, targets }: JobPath,
  isSecured: boolean,
  objects: ReadonlyMap<string, FinalObject>,
): Problem | undefined {
  const scheme = job.scheme ?? 'http';
  for (const target of targets) {
    const seems = target.kept === true ? schemeOf(target, objects) : undefined;
    if (seems === undefined && scheme === 'http' && isSecured) {
      const message = `'${object}' says by 'tlsConfig' how to speak TLS, and scrapes by http, where nothing of it is read`;
      return warning('NET003', message, { object, fix: "set 'scheme: https', or leave 'tlsConfig' out" });
    }
    if (seems === undefined || seems === scheme) continue;
    const message = `'${object}' scrapes by ${scheme}, and the port of '${target.service ?? target.pods}' is said to be ${seems}`;
    return warning('NET003', message, { object, fix: `set 'scheme: ${seems}', or call the port otherwise` });
  }
  return undefined;
}

/** The scheme in which Kubernetes asks the same port of the container whether it is well. */
function schemeOfProbe(
  discovered: TargetPath['discovered'],
  port: number | undefined,
  pods: FinalObject | undefined,
): string | undefined {
  const template = mapAt(pods?.manifest, 'spec', 'template', 'spec');
  const container = mapsAt(template, 'containers').find(
    (each) => each['name'] === discovered[meta('pod_container_name')],
  );
  const asked = ['readinessProbe', 'livenessProbe', 'startupProbe']
    .map((probe) => mapAt(container, probe, 'httpGet'))
    .find((each) =>
      [port, discovered[meta('pod_container_port_name')]].some(
        (own) => own !== undefined && own === each['port'],
      ),
    );
  return asked === undefined ? undefined : (textAt(asked, 'scheme') ?? 'http').toLowerCase();
}

/** The scheme that a port says it has: by what Kubernetes asks it, by its protocol, by its name, by that of the port of the container, or by the number 443. */
function schemeOf(
  { discovered, service = '', pods, port: number }: TargetPath,
  objects: ReadonlyMap<string, FinalObject>,
): string | undefined {
  const nameBy = (...labels: readonly string[]): string =>
    labels.map((each) => discovered[meta(each)]).find((each) => each !== undefined && each !== '') ?? '';
  const probed = schemeOfProbe(discovered, number, objects.get(pods));
  if (probed !== undefined) return probed;
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
