/**
 * Expressions in the manner of public rule collections for Kubernetes, nodes and Prometheus itself: what people write, short and long.
 * `NAME` and `WINDOW` are filled in.
 */
const templates: readonly string[] = [
  'up{job="NAME"} == 0',
  'absent(up{job="NAME"} == 1)',
  'sum by (namespace, pod, container) (rate(container_cpu_usage_seconds_total{job="NAME",image!=""}[WINDOW]))',
  'sum by (namespace) (container_memory_working_set_bytes{job="NAME",container!=""}) / sum by (namespace) (kube_node_status_allocatable{resource="memory"}) > 0.9',
  'sum(rate(http_requests_total{job="NAME",code=~"5.."}[WINDOW])) / sum(rate(http_requests_total{job="NAME"}[WINDOW])) * 100 > 5',
  'histogram_quantile(0.99, sum by (le, verb) (rate(apiserver_request_duration_seconds_bucket{job="NAME",verb!~"WATCH|CONNECT"}[WINDOW])))',
  'kube_deployment_spec_replicas{job="NAME"} != kube_deployment_status_replicas_available{job="NAME"} and changes(kube_deployment_status_replicas_updated{job="NAME"}[10m]) == 0',
  'sum by (namespace, pod) (max by (namespace, pod) (kube_pod_status_phase{job="NAME",phase=~"Pending|Unknown"}) * on (namespace, pod) group_left (owner_kind) topk by (namespace, pod) (1, max by (namespace, pod, owner_kind) (kube_pod_owner{owner_kind!="Job"}))) > 0',
  '(1 - avg without (cpu, mode) (rate(node_cpu_seconds_total{job="NAME",mode="idle"}[WINDOW]))) * 100',
  'predict_linear(node_filesystem_avail_bytes{job="NAME",fstype!=""}[6h], 4 * 60 * 60) < 0 and node_filesystem_readonly{job="NAME",fstype!=""} == 0',
  'label_replace(kube_node_info{job="NAME"}, "instance", "$1", "internal_ip", "(.*)") * on (instance) group_left (nodename) node_uname_info',
  'max_over_time(sum by (job) (rate(prometheus_tsdb_head_samples_appended_total{job="NAME"}[WINDOW]))[1d:5m])',
  'time() - max by (namespace, cronjob) (kube_cronjob_status_last_schedule_time{job="NAME"}) > 3600',
  'sum by (cluster) (increase(alertmanager_notifications_failed_total{job="NAME",integration=~"slack|email"}[WINDOW])) / ignoring (reason) group_left () sum by (cluster) (increase(alertmanager_notifications_total{job="NAME"}[WINDOW])) > 0.01',
  'sum(apiserver_request:burnrate1h{job="NAME"}) > (14.4 * 0.01) and sum(apiserver_request:burnrate5m{job="NAME"}) > (14.4 * 0.01) or sum(apiserver_request:burnrate6h{job="NAME"}) > (6 * 0.01) and sum(apiserver_request:burnrate30m{job="NAME"}) > (6 * 0.01)',
  'clamp_min(rate(node_network_receive_errs_total{job="NAME",device!~"lo|veth.+"}[WINDOW]) / rate(node_network_receive_packets_total{job="NAME"}[WINDOW]), 0) > 0.01',
  'node_md_state{job="NAME",state="active"} unless on (instance, device) node_md_disks{state="failed"} > 0',
  'count by (namespace) (count_values by (namespace) ("version", kube_pod_container_info{job="NAME"}))',
  'quantile_over_time(0.9, node_load1{job="NAME"}[WINDOW]) > on (instance) count by (instance) (node_cpu_seconds_total{mode="idle"})',
  'sum(kube_resourcequota{job="NAME",type="used"}) without (type, resource) offset 1h'.replace(
    ' offset 1h',
    '',
  ),
];

/** So many expressions, no two alike. */
export function publicExpressions(count: number): readonly string[] {
  const windows = ['5m', '10m', '30m', '1h', '6h', '1d'];
  return Array.from({ length: count }, (_, index) => {
    const template = templates[index % templates.length] ?? '';
    const round = Math.floor(index / templates.length);
    return template
      .replaceAll('NAME', `job-${round}`)
      .replaceAll('WINDOW', windows[round % windows.length] ?? '5m');
  });
}

/** A rule file of them. */
export function ruleFile(expressions: readonly string[]): string {
  const rules = expressions.map(
    (expr, index) => `  - record: bench:rule:r${index}\n    expr: ${JSON.stringify(expr)}\n`,
  );
  return `groups:\n- name: bench\n  rules:\n${rules.join('')}`;
}
