import { rate } from '../../../src/sightline/promql/build/functions';
import { packs } from '../../../src/sightline/promql/build/packs';

//! 'kube_pod_status_fase' does not exist on type
packs.kubeStateMetrics.kube_pod_status_fase;

//! 'fase' does not exist in type
packs.kubeStateMetrics.kube_pod_status_phase.where({ fase: 'Running' });

//! Type '"Runing"' is not assignable to type
packs.kubeStateMetrics.kube_pod_status_phase.where({ phase: 'Runing' });

//! a counter
rate(packs.kubeStateMetrics.kube_pod_info.over('5m'));

//! Property 'consumergroup' is missing in type
packs.kafkaExporter.kafka_consumergroup_lag_sum({ topic: { max: 20 } });

//! Property 'where' does not exist on type
packs.grpc.grpc_server_handled_total.where({ grpc_code: 'OK' });

//! Property 'under' does not exist on type
packs.go.go_gc_duration_seconds.under;
