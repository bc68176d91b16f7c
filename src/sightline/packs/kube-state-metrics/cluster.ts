import { boolean, experimental, gauge, stable } from '../fact';

const node = ['node'] as const;
const service = ['namespace', 'service', 'uid'] as const;
const ingress = ['namespace', 'ingress'] as const;
const endpoint = ['namespace', 'endpoint'] as const;
const slice = ['namespace', 'endpointslice'] as const;
const port = ['port_name', 'port_protocol', 'port_number'] as const;
const request = ['certificatesigningrequest', 'signer_name'] as const;
const namespace = ['namespace'] as const;
const quota = ['namespace', 'resourcequota'] as const;
const limit = ['namespace', 'limitrange'] as const;

/** A series for each of these, of which one is 1. */
const status = { status: ['true', 'false', 'unknown'] } as const;
const moment = { unit: 'seconds' } as const;

/** About nodes, namespaces, and how traffic finds its way. */
export const clusterFacts = {
  ...stable({
    kube_node_info: gauge('1 for each node, with its versions', [
      ...node,
      'kernel_version',
      'os_image',
      'container_runtime_version',
      'kubelet_version',
      'kubeproxy_version',
      'pod_cidr',
      'provider_id',
      'system_uuid',
      'internal_ip',
    ]),
    kube_node_created: gauge('When a node was created', node, {}, moment),
    kube_node_labels: gauge('1, with those labels of a node that are let through', node),
    kube_node_spec_unschedulable: boolean('Whether a node takes no new pods', node),
    kube_node_spec_taint: gauge('1 for each taint of a node', [...node, 'key', 'value', 'effect']),
    kube_node_status_capacity: gauge('What a node has', [...node, 'resource', 'unit']),
    kube_node_status_allocatable: gauge('What a node has for pods', [...node, 'resource', 'unit']),
    kube_node_status_condition: boolean(
      'Whether a condition of a node has a status',
      [...node, 'condition'],
      status,
    ),

    kube_namespace_created: gauge('When a namespace was created', namespace, {}, moment),
    kube_namespace_labels: gauge('1, with those labels of a namespace that are let through', namespace),
    kube_namespace_status_phase: boolean('Whether a namespace is in a phase', namespace, {
      phase: ['Active', 'Terminating'],
    }),
    kube_resourcequota: gauge('What a quota grants and what is used of it', [...quota, 'resource', 'type']),
    kube_resourcequota_created: gauge('When a quota was created', quota, {}, moment),
    kube_limitrange: gauge('A bound on what may be requested', [...limit, 'resource', 'type', 'constraint']),
    kube_limitrange_created: gauge('When a bound was created', limit, {}, moment),

    kube_service_info: gauge('1 for each service, with its addresses', [
      ...service,
      'cluster_ip',
      'external_name',
      'external_traffic_policy',
      'load_balancer_ip',
    ]),
    kube_service_labels: gauge('1, with those labels of a service that are let through', service),
    kube_service_created: gauge('When a service was created', service, {}, moment),
    kube_service_spec_type: gauge('1, with the type of a service', service, {
      type: ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'],
    }),
    kube_service_spec_external_ip: gauge('1 for each external address', [...service, 'external_ip']),
    kube_service_status_load_balancer_ingress: gauge('1 for each address of the load balancer', [
      ...service,
      'ip',
      'hostname',
    ]),
    kube_endpoint_info: gauge('1 for each Endpoints object', endpoint),
    kube_endpoint_labels: gauge('1, with those labels that are let through', endpoint),
    kube_endpoint_created: gauge('When an Endpoints object was created', endpoint, {}, moment),
    kube_endpoint_ports: gauge('1 for each port', [...endpoint, ...port]),
    kube_endpoint_address: gauge('1 for each address', [...endpoint, ...port, 'ip', 'ready']),
    kube_ingress_info: gauge('1 for each ingress, with its class', [...ingress, 'ingressclass']),
    kube_ingress_labels: gauge('1, with those labels of an ingress that are let through', ingress),
    kube_ingress_created: gauge('When an ingress was created', ingress, {}, moment),
    kube_ingress_path: gauge('1 for each path, with what serves it', [
      ...ingress,
      'host',
      'path',
      'path_type',
      'service_name',
      'service_port',
      'resource_api_group',
      'resource_kind',
      'resource_name',
    ]),
    kube_ingress_tls: gauge('1 for each host with a certificate', [...ingress, 'tls_host', 'secret']),

    kube_certificatesigningrequest_created: gauge('When a request was made', request, {}, moment),
    kube_certificatesigningrequest_condition: gauge('Whether a request has a condition', request, {
      condition: ['approved', 'denied', 'failed'],
    }),
    kube_certificatesigningrequest_labels: gauge('1, with those labels that are let through', request),
    kube_certificatesigningrequest_cert_length: gauge('Length of the certificate that was issued', request),
  }),
  ...experimental({
    kube_node_role: gauge('1 for each role of a node', [...node, 'role']),
    kube_node_status_addresses: gauge('1 for each address of a node', [...node, 'type', 'address']),
    kube_node_deletion_timestamp: gauge('When a node is to be deleted', node, {}, moment),
    kube_lease_owner: gauge('1 for each owner of a lease', [
      'namespace',
      'lease',
      'owner_kind',
      'owner_name',
      'lease_holder',
    ]),
    kube_lease_renew_time: gauge('When a lease was renewed', ['namespace', 'lease'], {}, moment),
    kube_endpointslice_info: gauge('1 for each slice', [...slice, 'addresstype']),
    kube_endpointslice_ports: gauge('1 for each port of a slice', [...slice, ...port]),
    kube_endpointslice_created: gauge('When a slice was created', slice, {}, moment),
    kube_endpointslice_endpoints: gauge('1 for each address of a slice', [
      ...slice,
      'address',
      'ready',
      'serving',
      'terminating',
      'hostname',
      'targetref_kind',
      'targetref_name',
      'targetref_namespace',
      'endpoint_nodename',
      'endpoint_zone',
    ]),
    kube_endpointslice_endpoints_hints: gauge('1 for each zone that an address is for', [
      ...slice,
      'address',
      'for_zone',
    ]),
    kube_ingress_metadata_resource_version: gauge('Version of an ingress', ingress),
    kube_ingressclass_info: gauge('1 for each class', ['ingressclass', 'controller']),
    kube_ingressclass_created: gauge('When a class was created', ['ingressclass'], {}, moment),
    kube_service_deletion_timestamp: gauge('When a service is to be deleted', service, {}, moment),
    kube_namespace_status_condition: boolean(
      'Whether a condition of a namespace has a status',
      [...namespace, 'condition'],
      status,
    ),
    kube_node_spec_pod_cidrs: gauge('1 for each range of addresses of pods', [...node, 'pod_cidr']),
    kube_networkpolicy_spec_ingress_rules: gauge('Rules on what comes in', ['namespace', 'networkpolicy']),
    kube_networkpolicy_spec_egress_rules: gauge('Rules on what goes out', ['namespace', 'networkpolicy']),
    kube_networkpolicy_created: gauge(
      'When a policy was created',
      ['namespace', 'networkpolicy'],
      {},
      moment,
    ),
  }),
};
