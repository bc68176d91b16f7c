import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Kubernetes API with nothing in it but these lists: as much as the discovery of Prometheus asks for. */
export interface KubernetesApi {
  /** Its address, as `http://host:port`. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The lists that discovery reads, by the path of the API up to the namespace, or to the resource. */
const resources: Readonly<Record<string, { readonly apiVersion: string; readonly kind: string }>> = {
  services: { apiVersion: 'v1', kind: 'ServiceList' },
  endpoints: { apiVersion: 'v1', kind: 'EndpointsList' },
  pods: { apiVersion: 'v1', kind: 'PodList' },
  endpointslices: { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSliceList' },
};

/**
 * Starts the API on a free port of the loopback address. A list is answered at once, a watch stays open and says nothing.
 *
 * @param objects the objects of each resource, such as `pods`
 */
export async function startKubernetesApi(
  objects: Readonly<Record<string, readonly object[]>>,
): Promise<KubernetesApi> {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [, namespace, resource = ''] =
      /^\/(?:api\/v1|apis\/discovery\.k8s\.io\/v1)(?:\/namespaces\/([^/]+))?\/(\w+)$/.exec(pathname) ?? [];
    const list = resources[resource];
    if (list === undefined) {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      response.end(JSON.stringify({ kind: 'Status', apiVersion: 'v1', status: 'Failure', code: 404 }));
      return;
    }
    response.writeHead(200, { 'Content-Type': 'application/json' });
    if (searchParams.get('watch') === null) {
      const items = (objects[resource] ?? []).filter(
        (each) => namespace === undefined || namespaceOf(each) === namespace,
      );
      response.end(JSON.stringify({ ...list, metadata: { resourceVersion: '1' }, items }));
    } else if (searchParams.get('sendInitialEvents') === 'true') {
      // newer clients list by watching
      for (const each of objects[resource] ?? []) {
        if (namespace === undefined || namespaceOf(each) === namespace)
          response.write(`${JSON.stringify({ type: 'ADDED', object: { ...itemOf(list), ...each } })}\n`);
      }
      const annotations = { 'k8s.io/initial-events-end': 'true' };
      const end = { ...itemOf(list), metadata: { resourceVersion: '1', annotations } };
      response.write(`${JSON.stringify({ type: 'BOOKMARK', object: end })}\n`);
    } else {
      response.flushHeaders();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // the cast is what node documents for a server on a port
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function itemOf({ apiVersion, kind }: { readonly apiVersion: string; readonly kind: string }): object {
  return { apiVersion, kind: kind.replace(/List$/, '') };
}

function namespaceOf(each: object): string | undefined {
  const { metadata } = each as { readonly metadata?: { readonly namespace?: string } }; // as all of these objects have it
  return metadata?.namespace;
}
