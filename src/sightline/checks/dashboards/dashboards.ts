import type { Check } from '../check';
import { queryChecker } from '../rules/foreign-rules';
import type { Problem } from '../../problem/problem';
import { type FinalObject, referenceOf } from '../world';
import { formProblems, sizeProblems } from './dashboard-form';
import { fluxProblems } from './dashboard-flux';
import { keyProblems, repeatedProblems } from './dashboard-keys';
import { loadingProblems } from './dashboard-loading';
import { queryProblems } from './dashboard-queries';
import { dashboardsIn } from './final-dashboards';

/**
 * Dashboards of Grafana, whoever wrote them: whether Grafana loads them, and whether their panels show something. The queries of those that the program
 * writes itself were checked where they were made.
 */
export const dashboardsCheck: Check = {
  layer: 'rules',
  run: (world) => {
    const dashboards = dashboardsIn(world);
    if (dashboards.length === 0) return [];
    const foreign = dashboards.filter(({ isOwn }) => !isOwn);
    const problemsOf = foreign.length === 0 ? () => [] : queryChecker(world);
    const objects = new Set(
      dashboards.flatMap(({ object }): FinalObject[] => (object === undefined ? [] : [object])),
    );
    const each = foreign.flatMap((dashboard) =>
      [...formProblems(dashboard), ...queryProblems(dashboard, problemsOf)].map((problem): Problem =>
        dashboard.object === undefined ? problem : { ...problem, object: referenceOf(dashboard.object) },
      ),
    );
    return [
      ...sizeProblems([...objects]),
      ...loadingProblems(world, dashboards),
      ...keyProblems(dashboards),
      ...repeatedProblems(world, dashboards),
      ...fluxProblems(world, dashboards),
      ...each,
    ];
  },
};
