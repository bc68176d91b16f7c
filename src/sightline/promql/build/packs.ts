import { packData } from '../../packs/all-packs';
import { externalPieces, ownPieces } from './pack-pieces';

/**
 * Metrics that others have named, by what exposes them. Those that something of the cluster exposes (kube-state-metrics, cAdvisor, node_exporter,
 * Istio, Envoy, ingress-nginx) are external: an expression selects their series itself, and those with a label `namespace` are bound to that of the service.
 * Those that the pods of a service expose beside its own, and what a blackbox_exporter answers for it, belong to its contract: where a label has no bound, they are functions that ask for it.
 *
 * @example
 * const failed = packs.kubeStateMetrics.kube_job_status_failed.where({ job_name: 'nightly' });
 * const served = packs.grpc.grpc_server_handled_total({ grpc_service: ['shop.Cart'], grpc_method: { max: 12 } });
 * @see {@link packData} for their versions and sources
 */
export const packs = {
  kubeStateMetrics: externalPieces(packData.kubeStateMetrics),
  cadvisor: externalPieces(packData.cadvisor),
  nodeExporter: externalPieces(packData.nodeExporter),
  blackboxExporter: ownPieces(packData.blackboxExporter),
  istio: externalPieces(packData.istio),
  envoy: externalPieces(packData.envoy),
  ingressNginx: externalPieces(packData.ingressNginx),
  grpc: ownPieces(packData.grpc),
  micrometer: ownPieces(packData.micrometer),
  go: ownPieces(packData.go),
  jvm: ownPieces(packData.jvm),
  node: ownPieces(packData.node),
  python: ownPieces(packData.python),
  postgresExporter: ownPieces(packData.postgresExporter),
  redisExporter: ownPieces(packData.redisExporter),
  kafkaExporter: ownPieces(packData.kafkaExporter),
} as const;
