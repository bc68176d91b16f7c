/** What a service runs on, by which its client library exposes metrics of its own. */
export type Runtime = 'go' | 'jvm' | 'node' | 'python';

/** What the client library of a runtime exposes without being told, in one pod. */
export interface RuntimeSeries {
  /** The client library, and its version. */
  readonly client: string;

  /** How many series it usually exposes. */
  readonly usual: number;

  /** How many are allowed for: kinds of garbage collection, memory pools and active resources come with time. */
  readonly allowance: number;

  /** Where its metrics are described. */
  readonly source: string;
}

/** Each runtime. */
export const runtimeSeries: Readonly<Record<Runtime, RuntimeSeries>> = {
  go: {
    client: 'client_golang 1.20, with the handler of promhttp',
    usual: 45,
    allowance: 100,
    source: 'https://pkg.go.dev/github.com/prometheus/client_golang/prometheus/collectors',
  },
  jvm: {
    client:
      'Micrometer 1.13 with what Spring Boot 3.3 binds: JVM, system, process, logging, Tomcat, HikariCP',
    usual: 140,
    allowance: 300,
    source: 'https://docs.spring.io/spring-boot/reference/actuator/metrics.html',
  },
  node: {
    client: 'prom-client 15.1 or @prometheus-io/client 0.16, collectDefaultMetrics',
    usual: 100,
    allowance: 200,
    source: 'https://github.com/siimon/prom-client#default-metrics',
  },
  python: {
    client: 'client_python 0.22: process, platform and gc',
    usual: 20,
    allowance: 50,
    source: 'https://prometheus.github.io/client_python/collector/',
  },
};

/** The names of all runtimes. */
export const runtimes = ['go', 'jvm', 'node', 'python'] as const satisfies readonly Runtime[];
