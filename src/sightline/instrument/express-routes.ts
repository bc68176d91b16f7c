import type { KnownRoute } from './known-routes';

/** What Express 4 and 5 have in common behind their types, as far as it is read here. */
export interface ExpressRoute {
  readonly path: unknown;
  readonly methods: Readonly<Record<string, boolean>>;
}

interface Layer {
  /** What was registered. `router` of Express 5 has it from 2.3 on. */
  readonly rawPath?: unknown;

  /** What Express 4 makes of that, and the names of its parameters. */
  readonly regexp?: RegExp & { readonly fast_slash?: boolean };
  readonly keys?: readonly { readonly name: string | number }[];

  /** In each Express 5: whether it stands at the top. */
  readonly slash?: boolean;

  readonly route?: ExpressRoute;
  readonly handle: unknown;
}

/** An application or a router. */
export interface ExpressApp {
  readonly stack?: readonly Layer[];
  readonly parent?: ExpressApp;
  readonly mountpath?: unknown;

  /** Only in Express 4, where `router` throws. */
  readonly lazyrouter?: unknown;
  readonly _router?: ExpressApp;
  readonly router?: ExpressApp;
}

/** A route with the template of what it stands below; a router that is mounted twice has each of its routes twice. */
export interface PlacedRoute {
  readonly route: ExpressRoute;
  readonly prefix: string;
}

/** Stands for a prefix that can't be read: it is some pattern, and what it matched must not become a label. */
const anyPrefix = '/*';

/** The routes of an application and of the routers in it. An application that is mounted in another keeps its own: {@link prefixOf} has its prefix. */
export function placedRoutes(app: ExpressApp, prefix = ''): PlacedRoute[] {
  return (stackOf(app) ?? []).flatMap((layer) => {
    if (layer.route !== undefined) return [{ route: layer.route, prefix }];
    const inner = layer.handle as ExpressApp; // or any handler, which has no stack
    return stackOf(inner) === undefined ? [] : placedRoutes(inner, prefix + layerPrefix(layer));
  });
}

/** The template that an application is mounted under, by all those around it. */
export function prefixOf({ parent, mountpath }: ExpressApp): string {
  return parent === undefined ? '' : prefixOf(parent) + pathText(mountpath, anyPrefix);
}

/** The template of a route without its prefix: what the program says, and for a list all of it. */
export function templateOf({ route, prefix }: PlacedRoute): string {
  return prefix + pathText(route.path, String(route.path)) || '/';
}

/** What is known of a route before there is a request. */
export function knownFrom(placed: PlacedRoute): KnownRoute {
  const { _all: takesAll, ...methods } = placed.route.methods;
  return {
    route: templateOf(placed),
    methods: takesAll === true ? [] : Object.keys(methods).map((method) => method.toUpperCase()),
    statuses: [],
  };
}

/** Whether a route is for a method. Express shows a HEAD to all routes on the way to one of GET. */
export function takes({ methods }: ExpressRoute, method: string): boolean {
  return method !== 'HEAD' || methods._all === true || methods.get === true || methods.head === true;
}

function stackOf(app: ExpressApp): readonly Layer[] | undefined {
  if (typeof app.stack === 'object') return app.stack;
  const router = app.lazyrouter === undefined ? app.router : app._router;
  return typeof router?.stack === 'object' ? router.stack : undefined;
}

function layerPrefix({ rawPath, slash, regexp, keys = [] }: Layer): string {
  if (slash === true || regexp?.fast_slash === true) return '';
  return regexp === undefined ? pathText(rawPath, anyPrefix) : (templateOfRegexp(regexp, keys) ?? anyPrefix);
}

/** Undefined for what is more than names, parameters and slashes: such a pattern has no template. */
function templateOfRegexp({ source }: RegExp, keys: NonNullable<Layer['keys']>): string | undefined {
  let next = 0;
  const template = source
    .replace(/^\^/, '')
    .replace(/\\\/\?\(\?=\\\/\|\$\)$/, '')
    .replace(/\(\?:\\\/\(\[\^\\?\/\]\+\?\)\)/g, () => `/:${keys[next++]?.name ?? next}`)
    .replace(/\\([/.-])/g, '$1');
  return /[\\^$()[\]{}|*+?]/.test(template) ? undefined : template;
}

/** A path as it was written, without the slash at its end. */
function pathText(path: unknown, otherwise: string): string {
  if (Array.isArray(path)) return path.map((each) => pathText(each, String(each)) || '/').join('|');
  return typeof path === 'string' ? path.replace(/\/$/, '') : otherwise;
}
