/**
 * The chart that this program is written for. Names, selectors and value paths in this folder are those of this
 * version; a new version is read before it is pinned here.
 *
 * @see https://github.com/prometheus-community/helm-charts/tree/main/charts/kube-prometheus-stack
 */
export const chart = {
  /** The name of the chart, which is part of the names of its objects. */
  name: 'kube-prometheus-stack',

  /** The chart with the local name of its repository, as helm commands name it. */
  reference: 'prometheus-community/kube-prometheus-stack',

  /** The address of its repository. */
  repository: 'https://prometheus-community.github.io/helm-charts',

  /** The pinned version of the chart. */
  version: '88.5.3',

  /** The Prometheus operator that this version installs, and whose resource definitions are checked. */
  operatorVersion: 'v0.93.1',

  /** The Prometheus that this version runs. */
  prometheusVersion: 'v3.14.0',
} as const;
