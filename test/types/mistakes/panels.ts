import { query, type DeclaredPanel } from '../../../src/sightline/dashboards/declared-panel';
import { sum } from '../../../src/sightline/promql/build/aggregation';
import { rate } from '../../../src/sightline/promql/build/functions';
import { requests, waiting } from '../shop';

const perRoute = sum(rate(requests.over('5m')), { by: ['route'] });

// a legend by a label that the series do not have, and one that is misspelt
//= Type '"verb"' is not assignable to type '"route"'.
query(perRoute, { by: ['verb'] });
//= Type '"rout"' is not assignable to type '"route"'.
query(perRoute, { by: ['rout'] });

// no legend
//= Argument of type '{}' is not assignable to parameter of type 'Legend<"route">'.
query(perRoute, {});

// a counter without its rate
//= Argument of type 'Metric<{ readonly verb: readonly ["GET", "POST"]; readonly route: { readonly max: 7; }; readonly code: BoundedValues<`1${number}` | `2${number}` | `3${number}` | `4${number}` | `5${number}`>; }, "counter", "namespace" | ... 4 more ... | "instance">' is not assignable to parameter of type '"a counter only grows: draw its rate or its increase"'.
query(requests, { by: ['route'] });
//= Argument of type 'Vector<never, "counter"> & AddedUp' is not assignable to parameter of type '"a counter only grows: draw its rate or its increase"'.
query(sum(requests), { name: 'all' });

// a window in place of its rate
//= Argument of type 'Range<"namespace" | "service" | "pod" | "container" | "job" | "instance" | "verb" | "route" | "code", "counter">' is not assignable to parameter of type '"a counter only grows: draw its rate or its increase"'.
query(requests.over('5m'), { by: ['route'] });

// a panel without its unit, and with an unknown kind
//= Property 'unit' is missing in type '{ title: string; description: string; queries: DrawnQuery[]; }' but required in type 'DeclaredPanel'.
const unitless: DeclaredPanel = { title: 'A', description: 'A.', queries: [query(waiting, { name: 'a' })] };
//= Type '"bars"' is not assignable to type 'PanelKind | undefined'.
const bars: DeclaredPanel = { title: 'A', description: 'A.', unit: 'mails', kind: 'bars', queries: [] };
export const all = [unitless, bars];
