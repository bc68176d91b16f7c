import type { FinalObject, World } from '../../../src/sightline/checks/world';

/** Where a text or a value can stand in what is written. */
export interface Places {
  /** Helm values of the stack. */
  readonly values: Readonly<Record<string, unknown>>;

  /** Environment variables of a container. */
  readonly env: Readonly<Record<string, string>>;

  /** Arguments of a container. */
  readonly args: readonly string[];

  /** A text that a shell runs. */
  readonly shell: string;

  /** Annotations of a Deployment. */
  readonly annotations: Readonly<Record<string, string>>;

  /** Labels of a Deployment. */
  readonly labels: Readonly<Record<string, string>>;

  /** The runbook of an objective. */
  readonly runbook: string;

  /** The description of an objective. */
  readonly description: string;

  /** The annotation `description` of an alert of somebody else's rules. */
  readonly alert: string;

  /** The expression of such an alert. */
  readonly expr: string;

  /** A manifest as text among the `extraManifests` of the chart. */
  readonly extraManifest: string;

  /** An entry of a ConfigMap, by its name. */
  readonly config: Readonly<Record<string, string>>;

  /** An object of any kind. */
  readonly manifest: { readonly apiVersion: string; readonly kind: string } & Readonly<
    Record<string, unknown>
  >;

  /** A page in `dist/docs`. */
  readonly page: string;

  /** The path of a ServiceMonitor. */
  readonly path: string;
}

/** One row: what it is, where it stands, and what stands there. */
export type Row = {
  readonly [P in keyof Places]: readonly [name: string, place: P, content: Places[P]];
}[keyof Places];

/** A world in which there is nothing but the content of a row, where the row says. */
export function worldWith([, place, content]: Row): World {
  const world: World = { objects: [], stacks: [], services: [], rules: [], files: [] };
  switch (place) {
    case 'values':
      return { ...world, stacks: [stackWith(content)] };
    case 'extraManifest':
      return { ...world, stacks: [stackWith({ extraManifests: [content] })] };
    case 'env':
      return {
        ...world,
        objects: [containerWith({ env: Object.entries(content).map(([name, value]) => ({ name, value })) })],
      };
    case 'args':
      return { ...world, objects: [containerWith({ args: content })] };
    case 'shell':
      return { ...world, objects: [containerWith({ command: ['sh', '-c', content] })] };
    case 'annotations':
    case 'labels':
      return {
        ...world,
        objects: [objectWith('apps/v1', 'Deployment', { metadata: { name: 'shop', [place]: content } })],
      };
    case 'runbook':
    case 'description':
      return { ...world, services: [serviceWith({ [place]: content })] };
    case 'alert':
      return {
        ...world,
        objects: [rulesWith({ alert: 'ShopDown', expr: 'up == 0', annotations: { description: content } })],
      };
    case 'expr':
      return { ...world, objects: [rulesWith({ alert: 'ShopDown', expr: content })] };
    case 'config':
      return {
        ...world,
        objects: [objectWith('v1', 'ConfigMap', { metadata: { name: 'shop' }, data: content })],
      };
    case 'manifest':
      return {
        ...world,
        objects: [objectWith(content.apiVersion, content.kind, content)],
      };
    case 'page':
      return { ...world, files: [{ file: 'docs/default.shop.md', path: 'shop/monitored', text: content }] };
    case 'path':
      return {
        ...world,
        objects: [
          objectWith('monitoring.coreos.com/v1', 'ServiceMonitor', {
            metadata: { name: 'shop' },
            spec: {
              endpoints: [{ port: 'http', path: content }],
              selector: { matchLabels: { app: 'shop' } },
            },
          }),
        ],
      };
  }
}

function objectWith(apiVersion: string, kind: string, more: Readonly<Record<string, unknown>>): FinalObject {
  return {
    apiVersion,
    kind,
    name: 'shop',
    labels: {},
    manifest: { apiVersion, kind, ...more },
    path: 'shop/object',
  };
}

function containerWith(more: Readonly<Record<string, unknown>>): FinalObject {
  return objectWith('apps/v1', 'Deployment', {
    metadata: { name: 'shop' },
    spec: {
      template: {
        spec: { containers: [{ name: 'shop', image: 'registry.example.com/shop:1.4.2', ...more }] },
      },
    },
  });
}

function rulesWith(rule: Readonly<Record<string, unknown>>): FinalObject {
  return objectWith('monitoring.coreos.com/v1', 'PrometheusRule', {
    metadata: { name: 'shop' },
    spec: { groups: [{ name: 'shop', rules: [rule] }] },
  });
}

function stackWith(values: Readonly<Record<string, unknown>>): World['stacks'][number] {
  // the check reads these two only
  return { path: 'stack', values } as unknown as World['stacks'][number];
}

function serviceWith(objective: Readonly<Record<string, unknown>>): World['services'][number] {
  // the check reads these two only
  return { path: 'shop/monitored', objectives: [objective] } as unknown as World['services'][number];
}
