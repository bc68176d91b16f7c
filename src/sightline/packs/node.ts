import { counter, gauge, histogram, summary } from './fact';
import type { Pack } from './pack';
import { processFacts } from './process';

/** Of V8, whose newest versions have these; `max` leaves room for two more. */
const space = {
  space: {
    values: [
      ...['read_only', 'new', 'old', 'code', 'shared', 'trusted', 'shared_trusted'],
      ...['new_large_object', 'large_object', 'code_large_object', 'shared_large_object'],
      ...['trusted_large_object', 'shared_trusted_large_object'],
    ],
    max: 15,
  },
} as const;

/** Named by the classes of the runtime, of which a process uses few. */
const type = { type: { max: 12 } } as const;

/** What prom-client exposes about a Node.js process by `collectDefaultMetrics()`, and its successor `@prometheus-io/client`, which has the utilization beside. */
export const node = {
  project: 'prom-client',
  version: '15.1.3',
  source: 'https://github.com/siimon/prom-client/tree/v15.1.3/lib/metrics',
  origin: 'own',
  facts: {
    ...processFacts,
    process_cpu_user_seconds_total: counter('CPU time used in user mode'),
    process_cpu_system_seconds_total: counter('CPU time used in the kernel'),
    process_heap_bytes: gauge('Heap of the process'),
    nodejs_version_info: gauge('1, with the version of Node.js', [], {
      version: { max: 1 },
      major: { max: 1 },
      minor: { max: 1 },
      patch: { max: 1 },
    }),
    nodejs_eventloop_lag_seconds: gauge('How late the event loop is now'),
    nodejs_eventloop_lag_min_seconds: gauge('The least delay of the event loop'),
    nodejs_eventloop_lag_max_seconds: gauge('The greatest delay of the event loop'),
    nodejs_eventloop_lag_mean_seconds: gauge('The mean delay of the event loop'),
    nodejs_eventloop_lag_stddev_seconds: gauge('How far delays of the event loop spread'),
    nodejs_eventloop_lag_p50_seconds: gauge('The delay that half do not exceed'),
    nodejs_eventloop_lag_p90_seconds: gauge('The delay that nine in ten do not exceed'),
    nodejs_eventloop_lag_p99_seconds: gauge('The delay that 99 in 100 do not exceed'),
    nodejs_eventloop_utilization_summary: summary(
      'The share of time that the event loop is busy, by quantiles',
      [],
      {},
      { quantiles: [0.01, 0.05, 0.5, 0.9, 0.95, 0.99, 0.999], unit: 'ratio' },
    ),
    nodejs_eventloop_utilization_histogram: histogram(
      'The share of time that the event loop is busy',
      [],
      {},
      {
        buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.99, 1],
        unit: 'ratio',
      },
    ),
    nodejs_active_resources: gauge('What keeps the event loop alive, by type', [], type),
    nodejs_active_resources_total: gauge('What keeps the event loop alive'),
    nodejs_active_handles: gauge('Handles of libuv, by type', [], type),
    nodejs_active_handles_total: gauge('Handles of libuv'),
    nodejs_active_requests: gauge('Requests to libuv, by type', [], type),
    nodejs_active_requests_total: gauge('Requests to libuv'),
    nodejs_heap_size_total_bytes: gauge('Heap taken from the system'),
    nodejs_heap_size_used_bytes: gauge('Heap in use'),
    nodejs_external_memory_bytes: gauge('Memory of objects outside the heap'),
    nodejs_heap_space_size_total_bytes: gauge('Size of a part of the heap', [], space),
    nodejs_heap_space_size_used_bytes: gauge('What is used of a part of the heap', [], space),
    nodejs_heap_space_size_available_bytes: gauge('What is left of a part of the heap', [], space),
    nodejs_gc_duration_seconds: histogram(
      'Pauses of the garbage collector',
      [],
      { kind: ['major', 'minor', 'incremental', 'weakcb'] },
      { buckets: [0.001, 0.01, 0.1, 1, 2, 5] },
    ),
  },
} as const satisfies Pack;
