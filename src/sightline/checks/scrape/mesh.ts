import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { mapAt, textAt, textsAt } from '../../scrape/path/fields';
import { hasLabels } from '../../scrape/path/pods';
import type { ScrapePath, TargetPath } from '../../scrape/path/scrape-path';
import { groupOf, placedReference } from '../../scrape/path/world';
import type { Check, OpenQuestion } from '../check';
import { onceOf } from '../once-of';
import type { FinalObject, World } from '../world';
import { endpointPath, objectsByReference } from './endpoint-path';

/**
 * Targets in a mesh that takes nothing but its own TLS, where Prometheus asks by http. Where pods are in a mesh and nobody shows what it takes, that is open.
 *
 * @param paths the paths of all monitors
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function meshCheck(paths: readonly ScrapePath[]): Check {
  const all = onceOf((world) => inMesh(paths, world));
  return {
    layer: 'scrape',
    run: (world) => all(world).flatMap(({ problem }) => problem ?? []),
    open: (world) => all(world).flatMap(({ question }) => question ?? []),
  };
}

/** What is found at an endpoint. */
interface AtEndpoint {
  readonly problem?: Problem;
  readonly question?: OpenQuestion;
}

function inMesh(paths: readonly ScrapePath[], world: World): AtEndpoint[] {
  const known = knownOf(world);
  return paths.flatMap((path) =>
    path.jobs.flatMap(({ job, targets }, index): AtEndpoint[] => {
      if ((job.scheme ?? 'http') !== 'http') return [];
      const at = { object: path.object, path: endpointPath(path, index, known.objects) };
      for (const target of targets) {
        const verdict = target.kept === true ? verdictOn(target, known) : undefined;
        if (verdict === undefined) continue;
        if ('missing' in verdict) return [{ question: { ...at, link: 'answered', ...verdict } }];
        const message = `'${path.object}' scrapes '${target.pods}' by http, and '${verdict.policy}' lets its pods take nothing but TLS of the mesh`;
        return [{ problem: warning('NET003', message, { ...at, fix: verdict.fix }) }];
      }
      return [];
    }),
  );
}

interface Known {
  readonly objects: ReadonlyMap<string, FinalObject>;

  /** The policies of Istio, the most special first. */
  readonly policies: readonly FinalObject[];
}

function knownOf(world: World): Known {
  const policies = world.objects.filter(
    ({ apiVersion, kind }) => groupOf(apiVersion) === 'security.istio.io' && kind === 'PeerAuthentication',
  );
  const rank = (policy: FinalObject): number =>
    Object.keys(selectorOf(policy)).length > 0 ? 0 : isRoot(policy) ? 2 : 1;
  return {
    objects: objectsByReference(world),
    policies: policies.sort((a, b) => rank(a) - rank(b)),
  };
}

/** What the mesh of a target does: the policy that refuses http, or what would say so; undefined where it takes http, or there is no mesh. */
function verdictOn(
  target: TargetPath,
  { objects, policies }: Known,
): { readonly policy: string; readonly fix: string } | { readonly missing: string } | undefined {
  const { pods, port } = target;
  const [kind = '', namespace = '', name = ''] = pods.split('/');
  const template = templateOf(objects.get(pods));
  const around = objects.get(`Namespace/default/${namespace}`);
  const marks = { ...marksOf(around?.manifest), ...marksOf(template) };
  const isOut =
    marks['sidecar.istio.io/inject'] === 'false' ||
    listed(marks['traffic.sidecar.istio.io/excludeInboundPorts'], port) ||
    listed(marks['config.linkerd.io/skip-inbound-ports'], port) ||
    istioPorts.includes(port ?? 0);
  if (isOut) return undefined;
  for (const policy of policies.filter((each) =>
    covers(each, namespace, textsAt(template, 'metadata', 'labels')),
  )) {
    const mode =
      textAt(mapAt(policy.manifest, 'spec', 'portLevelMtls', String(port ?? '')), 'mode') ??
      textAt(policy.manifest, 'spec', 'mtls', 'mode');
    if (mode === 'STRICT')
      return {
        policy: placedReference(policy),
        fix: "scrape by the certificates of the mesh, or let the policy be PERMISSIVE for the port ('portLevelMtls')",
      };
    if (mode !== undefined && mode !== 'UNSET') return undefined;
  }
  if (marks['linkerd.io/inject'] === 'enabled') {
    const policy = marks['config.linkerd.io/default-inbound-policy'];
    if (policy === undefined)
      return { missing: `whether the policy of Linkerd in '${namespace}' lets those without a proxy in` };
    return policy.endsWith('unauthenticated')
      ? undefined
      : {
          policy: `config.linkerd.io/default-inbound-policy: ${policy}`,
          fix: 'let the proxy skip the port (config.linkerd.io/skip-inbound-ports), or allow Prometheus by an AuthorizationPolicy',
        };
  }
  const isInIstio =
    marks['istio-injection'] === 'enabled' ||
    marks['sidecar.istio.io/inject'] === 'true' ||
    marks['istio.io/rev'] !== undefined ||
    marks['istio.io/dataplane-mode'] === 'ambient';
  return isInIstio
    ? {
        missing: `whether the mesh takes http at '${kind}/${namespace}/${name}': no PeerAuthentication is about it`,
      }
    : undefined;
}

/** The ports at which the proxy of Istio itself answers, without TLS. */
const istioPorts: readonly number[] = [15020, 15021, 15090];

/** Labels and annotations, by which meshes know what is theirs. */
function marksOf(manifest: unknown): Readonly<Record<string, string>> {
  return { ...textsAt(manifest, 'metadata', 'annotations'), ...textsAt(manifest, 'metadata', 'labels') };
}

function templateOf(workload: FinalObject | undefined): unknown {
  const template = mapAt(workload?.manifest, 'spec', 'template');
  return Object.keys(template).length > 0 ? template : workload?.manifest;
}

function listed(ports: string | undefined, port: number | undefined): boolean {
  return ports?.split(',').some((each) => each.trim() === String(port) || each.trim() === '*') ?? false;
}

function selectorOf({ manifest }: FinalObject): Readonly<Record<string, string>> {
  return textsAt(manifest, 'spec', 'selector', 'matchLabels');
}

/** Whether a policy is about the whole mesh. */
function isRoot(policy: FinalObject): boolean {
  return policy.namespace === 'istio-system' && Object.keys(selectorOf(policy)).length === 0;
}

function covers(policy: FinalObject, namespace: string, labels: Readonly<Record<string, string>>): boolean {
  return (
    isRoot(policy) || ((policy.namespace ?? 'default') === namespace && hasLabels(labels, selectorOf(policy)))
  );
}
