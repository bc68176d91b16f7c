import { counter, gauge, summary } from './fact';
import type { Pack } from './pack';
import { processFacts } from './process';

const area = { area: ['heap', 'nonheap'] } as const;

/** As the garbage collector divides the memory: eight with G1, and segments of the code cache. */
const pool = { pool: { max: 12 } } as const;
const buffers = { pool: ['direct', 'mapped', "mapped - 'non-volatile memory'"] } as const;
const state = {
  state: ['NEW', 'RUNNABLE', 'BLOCKED', 'WAITING', 'TIMED_WAITING', 'TERMINATED', 'UNKNOWN'],
} as const;

/** What client_java exposes by `JvmMetrics`. Those of Micrometer have other names. */
export const jvm = {
  project: 'client_java',
  version: '1.8.0',
  source: 'https://github.com/prometheus/client_java/tree/v1.8.0/prometheus-metrics-instrumentation-jvm',
  origin: 'own',
  facts: {
    ...processFacts,
    jvm_runtime_info: gauge('1, with the version of the JVM', [], {
      version: { max: 1 },
      vendor: { max: 1 },
      runtime: { max: 1 },
    }),
    jvm_memory_used_bytes: gauge('Memory in use', [], area),
    jvm_memory_committed_bytes: gauge('Memory taken from the system', [], area),
    jvm_memory_max_bytes: gauge('Memory that may be taken; -1 for no bound', [], area),
    jvm_memory_init_bytes: gauge('Memory taken at the start', [], area),
    jvm_memory_objects_pending_finalization: gauge('Objects that wait for their finalizer'),
    jvm_memory_pool_used_bytes: gauge('What is used of a pool', [], pool),
    jvm_memory_pool_committed_bytes: gauge('What a pool has taken', [], pool),
    jvm_memory_pool_max_bytes: gauge('What a pool may take; -1 for no bound', [], pool),
    jvm_memory_pool_init_bytes: gauge('What a pool took at the start', [], pool),
    jvm_memory_pool_collection_used_bytes: gauge('What was used after the last collection', [], pool),
    jvm_memory_pool_collection_committed_bytes: gauge('What was taken after it', [], pool),
    jvm_memory_pool_collection_max_bytes: gauge('What might be taken after it', [], pool),
    jvm_memory_pool_collection_init_bytes: gauge('What was taken at the start', [], pool),
    jvm_memory_pool_allocated_bytes_total: counter('Bytes ever put into a pool', [], pool),
    jvm_gc_collection_seconds: summary('Time of a garbage collector', [], { gc: { max: 4 } }),
    jvm_buffer_pool_used_bytes: gauge('Buffers in use', [], buffers),
    jvm_buffer_pool_capacity_bytes: gauge('Size of buffers', [], buffers),
    jvm_buffer_pool_used_buffers: gauge('Number of buffers', [], buffers),
    jvm_classes_currently_loaded: gauge('Classes that are loaded'),
    jvm_classes_loaded_total: counter('Classes ever loaded'),
    jvm_classes_unloaded_total: counter('Classes ever unloaded'),
    jvm_compilation_time_seconds_total: counter('Time spent compiling'),
    jvm_threads_current: gauge('Threads'),
    jvm_threads_daemon: gauge('Threads that do not keep the process alive'),
    jvm_threads_peak: gauge('The most threads that there were'),
    jvm_threads_started_total: counter('Threads ever started'),
    jvm_threads_deadlocked: gauge('Threads in a deadlock over locks'),
    jvm_threads_deadlocked_monitor: gauge('Threads in a deadlock over monitors'),
    jvm_threads_state: gauge('Threads by state', [], state),
  },
} as const satisfies Pack;
