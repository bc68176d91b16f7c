import { blackboxExporter } from './blackbox-exporter';
import { cadvisor } from './cadvisor';
import { go } from './go';
import { grpc } from './grpc';
import { ingressNginx } from './ingress-nginx';
import { envoy, istio } from './istio';
import { jvm } from './jvm';
import { kafkaExporter } from './kafka-exporter';
import { kubeStateMetrics } from './kube-state-metrics';
import { micrometer } from './micrometer';
import { node } from './node';
import { nodeExporter } from './node-exporter';
import type { Pack } from './pack';
import { postgresExporter } from './postgres-exporter';
import { python } from './python';
import { redisExporter } from './redis-exporter';

/** The packs as data, each with the version and the source of what it says. */
export const packData = {
  kubeStateMetrics,
  cadvisor,
  nodeExporter,
  blackboxExporter,
  istio,
  envoy,
  ingressNginx,
  grpc,
  micrometer,
  go,
  jvm,
  node,
  python,
  postgresExporter,
  redisExporter,
  kafkaExporter,
} satisfies Readonly<Record<string, Pack>>;
