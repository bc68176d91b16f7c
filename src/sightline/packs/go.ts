import { counter, gauge, summary } from './fact';
import type { Pack } from './pack';
import { processFacts } from './process';

/** What client_golang exposes about a process and its runtime when nothing is set. */
export const go = {
  project: 'client_golang',
  version: '1.24.1',
  source: 'https://github.com/prometheus/client_golang/tree/v1.24.1/prometheus',
  origin: 'own',
  facts: {
    ...processFacts,
    process_virtual_memory_max_bytes: gauge('Memory that may be asked for'),
    process_network_receive_bytes_total: counter('Bytes received in its network namespace'),
    process_network_transmit_bytes_total: counter('Bytes sent in its network namespace'),
    go_info: gauge('1, with the version of Go', [], { version: { max: 1 } }),
    go_goroutines: gauge('Goroutines'),
    go_threads: gauge('Threads'),
    go_sched_gomaxprocs_threads: gauge('Threads that run Go at once at most'),
    go_gc_duration_seconds: summary(
      'Pauses of the garbage collector',
      [],
      {},
      {
        quantiles: [0, 0.25, 0.5, 0.75, 1],
      },
    ),
    go_gc_gogc_percent: gauge('How far the heap may grow between collections'),
    go_gc_gomemlimit_bytes: gauge('Memory that the runtime tries to stay below'),
    go_memstats_alloc_bytes: gauge('Heap in use'),
    go_memstats_alloc_bytes_total: counter('Bytes ever put on the heap'),
    go_memstats_mallocs_total: counter('Objects ever put on the heap'),
    go_memstats_frees_total: counter('Objects ever freed'),
    go_memstats_sys_bytes: gauge('Memory taken from the system'),
    go_memstats_heap_alloc_bytes: gauge('Heap in use'),
    go_memstats_heap_sys_bytes: gauge('Heap taken from the system'),
    go_memstats_heap_idle_bytes: gauge('Heap that nothing uses'),
    go_memstats_heap_inuse_bytes: gauge('Heap in spans that are used'),
    go_memstats_heap_released_bytes: gauge('Heap given back to the system'),
    go_memstats_heap_objects: gauge('Objects on the heap'),
    go_memstats_stack_inuse_bytes: gauge('Stacks in use'),
    go_memstats_stack_sys_bytes: gauge('Stacks taken from the system'),
    go_memstats_mspan_inuse_bytes: gauge('Spans in use'),
    go_memstats_mspan_sys_bytes: gauge('Spans taken from the system'),
    go_memstats_mcache_inuse_bytes: gauge('Caches in use'),
    go_memstats_mcache_sys_bytes: gauge('Caches taken from the system'),
    go_memstats_buck_hash_sys_bytes: gauge('Memory of profiles'),
    go_memstats_gc_sys_bytes: gauge('Memory of the garbage collector'),
    go_memstats_other_sys_bytes: gauge('Memory of the rest of the runtime'),
    go_memstats_next_gc_bytes: gauge('Heap at which the next collection starts'),
    go_memstats_last_gc_time_seconds: gauge('When the last collection ended'),
  },
} as const satisfies Pack;
