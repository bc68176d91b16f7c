import { drawTree, leaf } from '../../problem/draw-tree';
import type { Link } from '../../scrape/path/link';
import { type FinalObject, referenceOf, type World } from '../world';
import { loadings } from './dashboard-loading';
import { dashboardsIn } from './final-dashboards';

/** The way of a ConfigMap with dashboards to a Grafana. */
export interface DashboardPath {
  /** As `ConfigMap/namespace/name`. */
  readonly object: string;
  readonly dashboards: readonly string[];

  /** What each sidecar does with it. */
  readonly sidecars: readonly { readonly state: Link['state']; readonly because: string }[];

  /** Whether one of them loads it; undecided where no sidecar is known. */
  readonly state: Link['state'];
}

const states = { loaded: 'proven', missed: 'broken', unmeant: 'undecided' } as const;

/** The ways of all ConfigMaps with dashboards. */
export function dashboardPaths(world: World): DashboardPath[] {
  const byObject = new Map<FinalObject, string[]>();
  for (const { object, kind, name } of dashboardsIn(world)) {
    if (object === undefined || kind !== 'ConfigMap') continue;
    const others = byObject.get(object);
    if (others === undefined) byObject.set(object, [name]);
    else others.push(name);
  }
  return [...byObject].map(([object, dashboards]) => {
    const sidecars = loadings(world, object).map(({ loaded: { state, because } }) => ({
      state: states[state],
      because,
    }));
    const known = sidecars.map(({ state }) => state);
    const state =
      known.find((each) => each === 'proven') ?? known.find((each) => each === 'broken') ?? 'undecided';
    return { object: referenceOf(object), dashboards, sidecars, state };
  });
}

/** Draws the way of a ConfigMap with dashboards. */
export function drawDashboardPath({ object, dashboards, sidecars, state }: DashboardPath): string {
  const none = 'no Grafana of a stack is known: give the values of the chart';
  return drawTree({
    text: `${object}: ${state}`,
    below: [
      ...dashboards.map((name) => leaf(`dashboard '${name}'`)),
      ...(sidecars.length === 0 ? [leaf(none)] : sidecars.map(({ because }) => leaf(because))),
    ],
  });
}
