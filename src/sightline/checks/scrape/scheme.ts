import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { hasLabels } from '../../scrape/path/pods';
import { mapAt, mapsAt, textAt, textsAt } from '../../scrape/path/fields';
import { meta } from '../../scrape/meta-labels';
import type { JobPath, ScrapePath, TargetPath } from '../../scrape/path/scrape-path';
import { groupOf } from '../../scrape/path/world';
import type { Check } from '../check';
import type { FinalObject, World } from '../world';

/**
 * Targets that are asked in another scheme than they seem to answer in: a port that is called https and is scraped by http, or the other way round, and pods
 * of a mesh that take nothing but its own TLS.
 *
 * @param paths the paths of all monitors
 */
export function schemeCheck(paths: readonly ScrapePath[]): Check {
  return {
    layer: 'scrape',
    run: (world) => {
      const strict = world.objects.filter(isStrict);
      const objects = new Map(world.objects.map((object) => [referenceIn(object), object]));
      return paths.flatMap((path) =>
        path.jobs.flatMap((job, index) => inJob(path, job, index, { world, strict, objects })),
      );
    },
  };
}

interface Known {
  readonly world: World;

  /** What makes pods of a mesh take nothing but its TLS. */
  readonly strict: readonly FinalObject[];
  readonly objects: ReadonlyMap<string, FinalObject>;
}

function inJob({ object }: ScrapePath, { job, targets }: JobPath, index: number, known: Known): Problem[] {
  const endpoints = object.startsWith('PodMonitor/') ? 'podMetricsEndpoints' : 'endpoints';
  const scheme = job.scheme ?? 'http';
  const at = { object, path: `${known.objects.get(object)?.path ?? ''} spec.${endpoints}[${index}]` };
  for (const target of targets) {
    if (target.kept !== true) continue;
    const seems = schemeOf(target, known.objects);
    if (seems !== undefined && seems !== scheme) {
      const message = `'${object}' scrapes by ${scheme}, and the port of '${target.service ?? target.pods}' is said to be ${seems}`;
      return [
        warning('NET003', message, { ...at, fix: `set 'scheme: ${seems}', or call the port otherwise` }),
      ];
    }
    const policy =
      scheme === 'http' ? known.strict.find((each) => covers(each, target, known.objects)) : undefined;
    if (policy !== undefined) {
      const message = `'${object}' scrapes '${target.pods}' by http, and '${referenceIn(policy)}' lets its pods take nothing but TLS of the mesh`;
      return [
        warning('NET003', message, {
          ...at,
          fix: "scrape by the certificates of the mesh, or let the policy be PERMISSIVE for the port ('portLevelMtls')",
        }),
      ];
    }
  }
  return [];
}

/** The scheme that a port says it has: by its protocol, or by its name. */
function schemeOf(target: TargetPath, objects: Known['objects']): string | undefined {
  const { discovered, service } = target;
  const names = ['endpoint_port_name', 'endpointslice_port_name', 'pod_container_port_name'];
  const name =
    names.map((each) => discovered[meta(each)]).find((each) => each !== undefined && each !== '') ?? '';
  const port = mapsAt(objects.get(service ?? '')?.manifest, 'spec', 'ports').find(
    (each) => each['name'] === name,
  );
  const protocol = textAt(port, 'appProtocol');
  if (protocol === 'http' || protocol === 'https') return protocol;
  const [, word] = /^(https?)(?:$|-)/.exec(name) ?? [];
  return word;
}

function isStrict({ apiVersion, kind, manifest }: FinalObject): boolean {
  return (
    groupOf(apiVersion) === 'security.istio.io' &&
    kind === 'PeerAuthentication' &&
    textAt(manifest, 'spec', 'mtls', 'mode') === 'STRICT'
  );
}

/** Whether a policy is about pods, at a port of which it says nothing else. */
function covers(
  { manifest, namespace = 'default' }: FinalObject,
  target: TargetPath,
  objects: Known['objects'],
): boolean {
  const { port, pods } = target;
  if (port !== undefined && mapAt(manifest, 'spec', 'portLevelMtls', String(port))['mode'] !== undefined)
    return false;
  const [, podNamespace] = pods.split('/');
  const workload = objects.get(pods)?.manifest;
  const labels = {
    ...textsAt(workload, 'metadata', 'labels'),
    ...textsAt(workload, 'spec', 'template', 'metadata', 'labels'),
  };
  const wanted = textsAt(manifest, 'spec', 'selector', 'matchLabels');
  const isRoot = namespace === 'istio-system' && Object.keys(wanted).length === 0;
  return isRoot || (namespace === podNamespace && hasLabels(labels, wanted));
}

function referenceIn({ kind, namespace = 'default', name }: FinalObject): string {
  return `${kind}/${namespace}/${name}`;
}
