import { boolean, experimental, gauge, stable } from '../fact';

const daemonset = ['namespace', 'daemonset'] as const;
const deployment = ['namespace', 'deployment'] as const;
const replicaset = ['namespace', 'replicaset'] as const;
const controller = ['namespace', 'replicationcontroller'] as const;
const statefulset = ['namespace', 'statefulset'] as const;
const autoscaler = ['namespace', 'horizontalpodautoscaler'] as const;
const budget = ['namespace', 'poddisruptionbudget'] as const;
const owner = ['owner_kind', 'owner_name'] as const;

/** A series for each of these, of which one is 1. */
const status = { status: ['true', 'false', 'unknown'] } as const;
const target = { metric_target_type: ['value', 'utilization', 'average'] } as const;
const moment = { unit: 'seconds' } as const;

/** About what keeps pods running: deployments and the like, and what scales and protects them. */
export const workloadFacts = {
  ...stable({
    kube_deployment_created: gauge('When a deployment was created', deployment, {}, moment),
    kube_deployment_labels: gauge('1, with those labels of a deployment that are let through', deployment),
    kube_deployment_metadata_generation: gauge('Number of the wanted state of a deployment', deployment),
    kube_deployment_spec_paused: boolean('Whether a deployment is paused', deployment),
    kube_deployment_spec_replicas: gauge('Pods that a deployment wants', deployment),
    kube_deployment_spec_strategy_rollingupdate_max_surge: gauge(
      'Pods above those wanted that a rollout may add',
      deployment,
    ),
    kube_deployment_spec_strategy_rollingupdate_max_unavailable: gauge(
      'Pods that may be missing during a rollout',
      deployment,
    ),
    kube_deployment_status_condition: boolean(
      'Whether a condition of a deployment has a status',
      [...deployment, 'condition', 'reason'],
      status,
    ),
    kube_deployment_status_observed_generation: gauge('Number of the state last acted on', deployment),
    kube_deployment_status_replicas: gauge('Pods of a deployment', deployment),
    kube_deployment_status_replicas_available: gauge('Pods ready for long enough', deployment),
    kube_deployment_status_replicas_ready: gauge('Pods that are ready', deployment),
    kube_deployment_status_replicas_unavailable: gauge('Pods still missing', deployment),
    kube_deployment_status_replicas_updated: gauge('Pods of the newest template', deployment),

    kube_statefulset_created: gauge('When a stateful set was created', statefulset, {}, moment),
    kube_statefulset_deletion_timestamp: gauge('When a stateful set is to go', statefulset, {}, moment),
    kube_statefulset_annotations: gauge('1, with those annotations that are let through', statefulset),
    kube_statefulset_labels: gauge('1, with those labels that are let through', statefulset),
    kube_statefulset_metadata_generation: gauge('Number of the wanted state of a stateful set', statefulset),
    kube_statefulset_ordinals_start: gauge('The number of the first pod', statefulset),
    kube_statefulset_persistentvolumeclaim_retention_policy: gauge('1, with what becomes of the claims', [
      ...statefulset,
      'when_deleted',
      'when_scaled',
    ]),
    kube_statefulset_replicas: gauge('Pods that a stateful set wants', statefulset),
    kube_statefulset_status_current_revision: gauge('1, with the revision that pods had', [
      ...statefulset,
      'revision',
    ]),
    kube_statefulset_status_update_revision: gauge('1, with the revision that pods get', [
      ...statefulset,
      'revision',
    ]),
    kube_statefulset_status_observed_generation: gauge('Number of the state last acted on', statefulset),
    kube_statefulset_status_replicas: gauge('Pods of a stateful set', statefulset),
    kube_statefulset_status_replicas_available: gauge('Pods ready for long enough', statefulset),
    kube_statefulset_status_replicas_current: gauge('Pods of the revision before', statefulset),
    kube_statefulset_status_replicas_ready: gauge('Pods that are ready', statefulset),
    kube_statefulset_status_replicas_updated: gauge('Pods of the newest revision', statefulset),

    kube_daemonset_created: gauge('When a daemon set was created', daemonset, {}, moment),
    kube_daemonset_labels: gauge('1, with those labels of a daemon set that are let through', daemonset),
    kube_daemonset_metadata_generation: gauge('Number of the wanted state of a daemon set', daemonset),
    kube_daemonset_status_current_number_scheduled: gauge('Nodes that run a pod and should', daemonset),
    kube_daemonset_status_desired_number_scheduled: gauge('Nodes that should run a pod', daemonset),
    kube_daemonset_status_number_available: gauge('Nodes whose pod is ready for long enough', daemonset),
    kube_daemonset_status_number_misscheduled: gauge('Nodes that run a pod and should not', daemonset),
    kube_daemonset_status_number_ready: gauge('Nodes whose pod is ready', daemonset),
    kube_daemonset_status_number_unavailable: gauge('Nodes whose pod is missing', daemonset),
    kube_daemonset_status_observed_generation: gauge('Number of the state last acted on', daemonset),
    kube_daemonset_status_updated_number_scheduled: gauge(
      'Nodes with a pod of the newest template',
      daemonset,
    ),

    kube_replicaset_created: gauge('When a replica set was created', replicaset, {}, moment),
    kube_replicaset_labels: gauge('1, with those labels of a replica set that are let through', replicaset),
    kube_replicaset_metadata_generation: gauge('Number of the wanted state of a replica set', replicaset),
    kube_replicaset_owner: gauge('1 for each owner of a replica set', [
      ...replicaset,
      ...owner,
      'owner_is_controller',
    ]),
    kube_replicaset_spec_replicas: gauge('Pods that a replica set wants', replicaset),
    kube_replicaset_status_fully_labeled_replicas: gauge('Pods with all labels of the template', replicaset),
    kube_replicaset_status_observed_generation: gauge('Number of the state last acted on', replicaset),
    kube_replicaset_status_ready_replicas: gauge('Pods that are ready', replicaset),
    kube_replicaset_status_replicas: gauge('Pods of a replica set', replicaset),

    kube_replicationcontroller_created: gauge('When a controller was created', controller, {}, moment),
    kube_replicationcontroller_metadata_generation: gauge('Number of the wanted state', controller),
    kube_replicationcontroller_spec_replicas: gauge('Pods that a controller wants', controller),
    kube_replicationcontroller_status_available_replicas: gauge('Pods ready for long enough', controller),
    kube_replicationcontroller_status_fully_labeled_replicas: gauge('Pods with all labels', controller),
    kube_replicationcontroller_status_observed_generation: gauge('Number of the state acted on', controller),
    kube_replicationcontroller_status_ready_replicas: gauge('Pods that are ready', controller),
    kube_replicationcontroller_status_replicas: gauge('Pods of a controller', controller),

    kube_horizontalpodautoscaler_labels: gauge('1, with those labels that are let through', autoscaler),
    kube_horizontalpodautoscaler_metadata_generation: gauge('Number of the wanted state', autoscaler),
    kube_horizontalpodautoscaler_spec_max_replicas: gauge('Pods that an autoscaler sets at most', autoscaler),
    kube_horizontalpodautoscaler_spec_min_replicas: gauge(
      'Pods that an autoscaler sets at least',
      autoscaler,
    ),
    kube_horizontalpodautoscaler_status_condition: boolean(
      'Whether a condition of an autoscaler has a status',
      [...autoscaler, 'condition'],
      status,
    ),
    kube_horizontalpodautoscaler_status_current_replicas: gauge('Pods that there are', autoscaler),
    kube_horizontalpodautoscaler_status_desired_replicas: gauge('Pods that an autoscaler wants', autoscaler),
    kube_horizontalpodautoscaler_status_target_metric: gauge(
      'What an autoscaler goes by, as it is',
      [...autoscaler, 'metric_name', 'container'],
      target,
    ),

    kube_poddisruptionbudget_created: gauge('When a budget was created', budget, {}, moment),
    kube_poddisruptionbudget_status_current_healthy: gauge('Pods that are healthy', budget),
    kube_poddisruptionbudget_status_desired_healthy: gauge('Pods that must be healthy', budget),
    kube_poddisruptionbudget_status_expected_pods: gauge('Pods that a budget covers', budget),
    kube_poddisruptionbudget_status_observed_generation: gauge('Number of the state last acted on', budget),
    kube_poddisruptionbudget_status_pod_disruptions_allowed: gauge('Pods that may be evicted now', budget),
  }),
  ...experimental({
    kube_deployment_deletion_timestamp: gauge('When a deployment is to go', deployment, {}, moment),
    kube_deployment_owner: gauge('1 for each owner of a deployment', [...deployment, ...owner]),
    kube_deployment_status_terminating_replicas: gauge('Pods that are going', deployment),
    kube_daemonset_deletion_timestamp: gauge('When a daemon set is to go', daemonset, {}, moment),
    kube_replicaset_status_terminating_replicas: gauge('Pods that are going', replicaset),
    kube_replicationcontroller_owner: gauge('1 for each owner of a controller', [
      ...controller,
      ...owner,
      'owner_is_controller',
    ]),
    kube_horizontalpodautoscaler_deletion_timestamp: gauge(
      'When it is to be deleted',
      autoscaler,
      {},
      moment,
    ),
    kube_horizontalpodautoscaler_spec_behavior_scale_down_tolerance: gauge(
      'How far a metric may fall before pods go',
      autoscaler,
    ),
    kube_horizontalpodautoscaler_spec_behavior_scale_up_tolerance: gauge(
      'How far a metric may rise before pods come',
      autoscaler,
    ),
    kube_poddisruptionbudget_deletion_timestamp: gauge('When a budget is to be deleted', budget, {}, moment),
    kube_horizontalpodautoscaler_created: gauge('When an autoscaler was created', autoscaler, {}, moment),
    kube_horizontalpodautoscaler_info: gauge('1, with what an autoscaler scales', [
      ...autoscaler,
      'scaletargetref_api_version',
      'scaletargetref_kind',
      'scaletargetref_name',
    ]),
    kube_horizontalpodautoscaler_spec_target_metric: gauge(
      'What an autoscaler goes by, as it should be',
      [...autoscaler, 'metric_name', 'container'],
      target,
    ),
  }),
};
