import { Construct } from 'constructs';
import { parseDuration } from '../contract/duration';
import { bindDashboard } from '../dashboards/bind-dashboard';
import { overviewUid } from '../dashboards/names';
import { overviewDashboard } from '../dashboards/overview-dashboard';
import { dashboardNamespace, type DashboardLoading } from '../stack/dashboard-loading';
import { DashboardConfigMap } from './dashboard';
import { homeOfObjects } from './home-of-objects';
import type { Release } from './release';
import { boundOnce, type ShownDashboard } from './shown-dashboards';

/** The dashboard of all objectives of a stack, for whatever shows it. */
export function shownObjectives(stack: Release): ShownDashboard {
  const { release, namespace, dialect } = stack;
  return {
    uid: overviewUid({ release, namespace }),
    title: 'All objectives',
    stack,
    scrapeInterval: parseDuration(stack.scrapeInterval) ?? 0,
    windows: () => [],
    bound: boundOnce(() =>
      bindDashboard(
        overviewDashboard({ release, namespace, hasClusters: 'cluster' in stack.externalLabels }),
        { dialect },
      ),
    ),
  };
}

/** The dashboard of all objectives of a stack, which its Grafana loads. */
export class ObjectivesOverview extends Construct {
  constructor(stack: Release, shown: ShownDashboard, loading: DashboardLoading) {
    super(stack, 'ObjectivesOverview');
    const { release, namespace } = stack;
    new DashboardConfigMap(homeOfObjects(stack, this, 'dashboards'), 'Dashboard', {
      name: `${release}-objectives-dashboard`,
      namespace: dashboardNamespace(loading, [namespace]),
      loading,
      uid: shown.uid,
      content: shown.bound,
    });
  }
}
