import { boolean, counter, experimental, gauge, stable } from '../fact';

const pod = ['namespace', 'pod', 'uid'] as const;
const container = [...pod, 'container'] as const;
const claim = [...pod, 'volume', 'persistentvolumeclaim', 'ephemeral'] as const;

const seconds = { unit: 'seconds' } as const;

/** A series for each of these, of which one is 1. */
const condition = { condition: ['true', 'false', 'unknown'] } as const;
const phase = { phase: ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] } as const;

/** About pods and their containers. */
export const podFacts = {
  ...stable({
    kube_pod_info: gauge('1 for each pod, with its addresses, its node and its creator', [
      ...pod,
      'host_ip',
      'pod_ip',
      'node',
      'created_by_kind',
      'created_by_name',
      'priority_class',
      'host_network',
    ]),
    kube_pod_created: gauge('When a pod was created', pod, {}, seconds),
    kube_pod_start_time: gauge('When the kubelet took on a pod', pod, {}, seconds),
    kube_pod_completion_time: gauge('When the last container of a pod ended', pod, {}, seconds),
    kube_pod_owner: gauge('1 for each owner of a pod', [
      ...pod,
      'owner_kind',
      'owner_name',
      'owner_is_controller',
    ]),
    kube_pod_labels: gauge('1, with those labels of a pod that are let through', pod),
    kube_pod_restart_policy: gauge('1, with the restart policy of a pod', pod, {
      type: ['Always', 'Never', 'OnFailure'],
    }),
    kube_pod_status_phase: boolean('Whether a pod is in a phase', pod, phase),
    kube_pod_status_ready: boolean('Whether a pod is ready', pod, condition),
    kube_pod_status_scheduled: boolean('Whether a node was found for a pod', pod, condition),
    kube_pod_status_scheduled_time: gauge('When a pod got its node', pod, {}, seconds),
    kube_pod_status_unschedulable: gauge('1 for each pod that no node can take', pod),
    kube_pod_container_info: gauge('1 for each container, with its image', [
      ...container,
      'image',
      'image_id',
      'image_spec',
      'container_id',
    ]),
    kube_pod_container_state_started: gauge('When a container started', container, {}, seconds),
    kube_pod_container_status_waiting: boolean('Whether a container waits for its start', container),
    kube_pod_container_status_waiting_reason: gauge('1, with the reason for which a container waits', [
      ...container,
      'reason',
    ]),
    kube_pod_container_status_running: boolean('Whether a container runs', container),
    kube_pod_container_status_terminated: boolean('Whether a container has ended', container),
    kube_pod_container_status_ready: boolean('Whether a container is ready', container),
    kube_pod_container_status_restarts_total: counter('Restarts of a container', container),
    kube_pod_container_resource_requests: gauge('What a container requests, in cores or bytes', [
      ...container,
      'node',
      'resource',
      'unit',
    ]),
    kube_pod_container_resource_limits: gauge('What a container may use at most, in cores or bytes', [
      ...container,
      'node',
      'resource',
      'unit',
    ]),
    kube_pod_init_container_info: gauge('1 for each init container, with its image', [
      ...container,
      'image',
      'image_id',
      'image_spec',
      'container_id',
      'restart_policy',
    ]),
    kube_pod_init_container_status_waiting: boolean('Whether an init container waits', container),
    kube_pod_init_container_status_running: boolean('Whether an init container runs', container),
    kube_pod_init_container_status_terminated: boolean('Whether an init container has ended', container),
    kube_pod_init_container_status_ready: boolean('Whether an init container is ready', container),
    kube_pod_init_container_status_restarts_total: counter('Restarts of an init container', container),
    kube_pod_spec_volumes_persistentvolumeclaims_info: gauge('1 for each claim that a pod mounts', claim),
    kube_pod_spec_volumes_persistentvolumeclaims_readonly: boolean(
      'Whether a claim is mounted read only',
      claim,
    ),
  }),
  ...experimental({
    kube_pod_ips: gauge('1 for each address of a pod', [...pod, 'ip', 'ip_family']),
    kube_pod_deletion_timestamp: gauge('When a pod is to be deleted', pod, {}, seconds),
    kube_pod_status_qos_class: boolean('Whether a pod is of a class of service', pod, {
      qos_class: ['BestEffort', 'Burstable', 'Guaranteed'],
    }),
    kube_pod_status_reason: boolean('Whether a pod is as it is for a reason', [...pod, 'reason']),
    kube_pod_status_initialized_time: gauge('When the init containers of a pod were done', pod, {}, seconds),
    kube_pod_status_ready_time: gauge('When a pod became ready', pod, {}, seconds),
    kube_pod_status_container_ready_time: gauge(
      'When all containers of a pod became ready',
      pod,
      {},
      seconds,
    ),
    kube_pod_container_status_terminated_reason: gauge('1, with the reason for which a container ended', [
      ...container,
      'reason',
    ]),
    kube_pod_container_status_last_terminated_reason: gauge(
      '1, with the reason for which a container ended the last time',
      [...container, 'reason'],
    ),
    kube_pod_container_status_last_terminated_exitcode: gauge(
      'The exit code of a container that ended the last time',
      container,
    ),
    kube_pod_container_status_last_terminated_timestamp: gauge(
      'When a container ended the last time',
      container,
      {},
      seconds,
    ),
    kube_pod_init_container_status_waiting_reason: gauge(
      '1, with the reason for which an init container waits',
      [...container, 'reason'],
    ),
    kube_pod_init_container_status_terminated_reason: gauge(
      '1, with the reason for which an init container ended',
      [...container, 'reason'],
    ),
    kube_pod_init_container_status_last_terminated_reason: gauge(
      '1, with the reason for which an init container ended the last time',
      [...container, 'reason'],
    ),
    kube_pod_init_container_resource_requests: gauge('What an init container requests, in cores or bytes', [
      ...container,
      'node',
      'resource',
      'unit',
    ]),
    kube_pod_init_container_resource_limits: gauge(
      'What an init container may use at most, in cores or bytes',
      [...container, 'node', 'resource', 'unit'],
    ),
    kube_pod_init_container_status_last_terminated_exitcode: gauge(
      'The exit code of an init container that ended the last time',
      container,
    ),
    kube_pod_init_container_state_started: gauge('When an init container started', container, {}, seconds),
    kube_pod_status_disruption_reason: boolean('Whether a pod is disrupted for a reason', [...pod, 'reason']),
    kube_pod_overhead_cpu_cores: gauge('CPU that running a pod takes by itself', pod, {}, { unit: 'cores' }),
    kube_pod_overhead_memory_bytes: gauge('Memory that running a pod takes by itself', pod),
    kube_pod_runtimeclass_name_info: gauge('1, with the runtime class of a pod', [
      ...pod,
      'runtimeclass_name',
    ]),
    kube_pod_service_account: gauge('1, with the service account of a pod', [...pod, 'service_account']),
    kube_pod_scheduler: gauge('1, with the scheduler of a pod', [...pod, 'name']),
    kube_pod_tolerations: gauge('1 for each toleration of a pod', [
      ...pod,
      'key',
      'operator',
      'value',
      'effect',
      'toleration_seconds',
    ]),
  }),
};
