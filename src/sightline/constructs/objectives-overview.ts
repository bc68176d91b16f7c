import { Construct } from 'constructs';
import { bindDashboard } from '../dashboards/bind-dashboard';
import { overviewUid } from '../dashboards/names';
import { overviewDashboard } from '../dashboards/overview-dashboard';
import { dashboardNamespace, type DashboardLoading } from '../stack/dashboard-loading';
import { DashboardConfigMap } from './dashboard';
import { homeOfObjects } from './home-of-objects';
import type { KubePrometheusStack } from './kube-prometheus-stack';

/** The dashboard of all objectives of a stack. */
export class ObjectivesOverview extends Construct {
  constructor(stack: KubePrometheusStack, loading: DashboardLoading) {
    super(stack, 'ObjectivesOverview');
    const { release, namespace, dialect, externalLabels } = stack;
    const hasClusters = 'cluster' in externalLabels;
    new DashboardConfigMap(homeOfObjects(stack, this, 'dashboards'), 'Dashboard', {
      name: `${release}-objectives-dashboard`,
      namespace: dashboardNamespace(loading, [namespace]),
      loading,
      uid: overviewUid({ release, namespace }),
      content: () => bindDashboard(overviewDashboard({ release, namespace, hasClusters }), { dialect }),
    });
  }
}
