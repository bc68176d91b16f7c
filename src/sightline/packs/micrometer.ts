import { counter, gauge, histogram, summary } from './fact';
import type { Pack } from './pack';

const area = { area: ['heap', 'nonheap'] } as const;

/** Of a task: no class of a status. */
const taskOutcome = { outcome: ['SUCCESS', 'ERROR', 'UNKNOWN'] } as const;

/** As the garbage collector divides the memory. */
const pool = { ...area, id: { max: 12 } } as const;
const buffers = { id: ['direct', 'mapped', "mapped - 'non-volatile memory'"] } as const;
const pause = { action: { max: 2 }, cause: { max: 8 }, gc: { max: 2 } } as const;

/** The class of a status. */
const outcome = {
  outcome: ['INFORMATIONAL', 'SUCCESS', 'REDIRECTION', 'CLIENT_ERROR', 'SERVER_ERROR', 'UNKNOWN'],
} as const;
const server = ['uri', 'status', 'method', 'exception', 'error'] as const;
const client = ['uri', 'status', 'method', 'exception', 'error', 'client_name'] as const;
const task = ['code_function', 'code_namespace', 'exception', 'error'] as const;
const executor = ['name'] as const;
const dataSource = ['pool'] as const;

/**
 * What Micrometer exposes in the names of Prometheus, as of Spring Boot 3 and 4 with Actuator. The timers have buckets where
 * `management.metrics.distribution.percentiles-histogram` or `slo` ask for them; declare those. Beside each stands a gauge `…_max`. The timers of
 * what is under way, `…_active_seconds`, are left out: their count goes down, too, and their name depends on the version.
 */
export const micrometer = {
  project: 'Micrometer',
  version: '1.17.1',
  source:
    'https://github.com/micrometer-metrics/micrometer/tree/v1.17.1/micrometer-core/src/main/java/io/micrometer/core/instrument/binder',
  otherSources: [
    // of what Spring and HikariCP measure themselves
    'https://github.com/spring-projects/spring-framework/blob/0705c26/spring-web/src/main/java/org/springframework/http/server/observation/DefaultServerRequestObservationConvention.java',
    'https://github.com/spring-projects/spring-framework/blob/208d52d/spring-context/src/main/java/org/springframework/scheduling/support/DefaultScheduledTaskObservationConvention.java',
    'https://github.com/brettwooldridge/HikariCP/blob/04919ad/src/main/java/com/zaxxer/hikari/metrics/micrometer/MicrometerMetricsTracker.java',
  ],
  origin: 'own',
  facts: {
    http_server_requests_seconds: histogram('How long requests took', server, outcome),
    http_server_requests_seconds_max: gauge('The longest request of late', server, outcome),
    http_client_requests_seconds: histogram('How long requests to others took', client, outcome),
    http_client_requests_seconds_max: gauge('The longest request to others of late', client, outcome),
    tasks_scheduled_execution_seconds: histogram('How long scheduled tasks took', task, taskOutcome),
    tasks_scheduled_execution_seconds_max: gauge('The longest scheduled task of late', task, taskOutcome),

    application_started_time_seconds: gauge('How long the start took', ['main_application_class']),
    application_ready_time_seconds: gauge('How long it took to be ready', ['main_application_class']),
    process_cpu_usage: gauge('Share of the CPUs that the process uses', [], {}, { unit: 'ratio' }),
    process_cpu_time_ns_total: counter('CPU time used, in nanoseconds', [], {}, { unit: 'ns' }),
    process_uptime_seconds: gauge('How long the process runs'),
    process_start_time_seconds: gauge('When the process started'),
    process_files_open_files: gauge('Open file descriptors'),
    process_files_max_files: gauge('File descriptors that there may be'),
    system_cpu_usage: gauge('Share of the CPUs that is used', [], {}, { unit: 'ratio' }),
    system_cpu_count: gauge('CPUs of the machine'),
    system_load_average_1m: gauge('Load over a minute'),
    disk_free_bytes: gauge('Bytes left on a disk', ['path']),
    disk_total_bytes: gauge('Size of a disk', ['path']),

    jvm_info: gauge('1, with the version of the JVM', [], {
      runtime: { max: 1 },
      vendor: { max: 1 },
      version: { max: 1 },
    }),
    jvm_memory_used_bytes: gauge('Memory in use', [], pool),
    jvm_memory_committed_bytes: gauge('Memory taken from the system', [], pool),
    jvm_memory_max_bytes: gauge('Memory that may be taken; -1 for no bound', [], pool),
    jvm_memory_usage_after_gc: gauge('Share of the longest living pool after a collection', [], {
      area: ['heap'],
      pool: ['long-lived'],
    }),
    jvm_buffer_count_buffers: gauge('Number of buffers', [], buffers),
    jvm_buffer_memory_used_bytes: gauge('Buffers in use', [], buffers),
    jvm_buffer_total_capacity_bytes: gauge('Size of buffers', [], buffers),
    jvm_gc_pause_seconds: summary('Pauses of the garbage collector', [], pause),
    jvm_gc_pause_seconds_max: gauge('The longest pause of late', [], pause),
    jvm_gc_concurrent_phase_time_seconds: summary('Phases beside the program', [], pause),
    jvm_gc_concurrent_phase_time_seconds_max: gauge('The longest phase of late', [], pause),
    jvm_gc_memory_allocated_bytes_total: counter('Growth of the young generation'),
    jvm_gc_memory_promoted_bytes_total: counter('Bytes that went to the old generation'),
    jvm_gc_live_data_size_bytes: gauge('What was left after a full collection'),
    jvm_gc_max_data_size_bytes: gauge('The most that the old generation may hold'),
    jvm_gc_overhead: gauge('Share of the time that collecting took'),
    jvm_gc_cpu_time_ns_total: counter('CPU time of collecting, since Java 26', [], {}, { unit: 'ns' }),
    jvm_classes_loaded_classes: gauge('Classes that are loaded'),
    jvm_classes_loaded_count_classes_total: counter('Classes ever loaded'),
    jvm_classes_unloaded_classes_total: counter('Classes ever unloaded'),
    jvm_compilation_time_ms_total: counter(
      'Time spent compiling',
      [],
      { compiler: { max: 1 } },
      { unit: 'ms' },
    ),
    jvm_threads_live_threads: gauge('Threads'),
    jvm_threads_daemon_threads: gauge('Threads that do not keep the process alive'),
    jvm_threads_peak_threads: gauge('The most threads that there were'),
    jvm_threads_started_threads_total: counter('Threads ever started'),
    jvm_threads_states_threads: gauge('Threads by state', [], {
      state: ['new', 'runnable', 'blocked', 'waiting', 'timed-waiting', 'terminated'],
    }),

    logback_events_total: counter('Lines of the log', [], {
      level: ['trace', 'debug', 'info', 'warn', 'error'],
    }),
    executor_active_threads: gauge('Threads that work', executor),
    executor_queued_tasks: gauge('Tasks that wait', executor),
    executor_queue_remaining_tasks: gauge('Tasks that still find room', executor),
    executor_pool_size_threads: gauge('Threads of a pool', executor),
    executor_pool_core_threads: gauge('Threads that a pool keeps', executor),
    executor_pool_max_threads: gauge('Threads that a pool may have', executor),
    executor_completed_tasks_total: counter('Tasks that are done', executor),
    hikaricp_connections: gauge('Connections of a pool', dataSource),
    hikaricp_connections_active: gauge('Connections in use', dataSource),
    hikaricp_connections_idle: gauge('Connections that nothing uses', dataSource),
    hikaricp_connections_pending: gauge('Threads that wait for a connection', dataSource),
    hikaricp_connections_max: gauge('Connections that there may be', dataSource),
    hikaricp_connections_min: gauge('Connections that are kept', dataSource),
    hikaricp_connections_timeout_total: counter('How often a thread waited in vain', dataSource),
    hikaricp_connections_acquire_seconds: summary('How long threads waited', dataSource),
    hikaricp_connections_acquire_seconds_max: gauge('The longest wait of late', dataSource),
    hikaricp_connections_usage_seconds: summary('How long connections were used', dataSource),
    hikaricp_connections_usage_seconds_max: gauge('The longest use of late', dataSource),
    hikaricp_connections_creation_seconds: summary('How long connecting took', dataSource),
    hikaricp_connections_creation_seconds_max: gauge('The longest connecting of late', dataSource),
    jdbc_connections_active: gauge('Connections in use', executor),
    jdbc_connections_idle: gauge('Connections that nothing uses', executor),
    jdbc_connections_max: gauge('Connections that there may be', executor),
    jdbc_connections_min: gauge('Connections that are kept', executor),
    tomcat_sessions_active_current_sessions: gauge('Sessions'),
    tomcat_sessions_active_max_sessions: gauge('The most sessions that there were'),
    tomcat_sessions_created_sessions_total: counter('Sessions ever begun'),
    tomcat_sessions_expired_sessions_total: counter('Sessions that ran out'),
    tomcat_sessions_rejected_sessions_total: counter('Sessions that found no room'),
    tomcat_sessions_alive_max_seconds: gauge('The longest session'),
    tomcat_connections_current_connections: gauge('Connections that are open', executor),
    tomcat_connections_keepalive_current_connections: gauge(
      'Those of them that wait for a request',
      executor,
    ),
    tomcat_connections_config_max_connections: gauge('Connections that there may be', executor),
    tomcat_global_request_seconds: summary('How long requests took', executor),
    tomcat_global_request_max_seconds: gauge('The longest request', executor),
    tomcat_global_error_total: counter('Requests that failed', executor),
    tomcat_global_received_bytes_total: counter('Bytes of requests', executor),
    tomcat_global_sent_bytes_total: counter('Bytes of answers', executor),
    tomcat_threads_busy_threads: gauge('Threads that work', executor),
    tomcat_threads_current_threads: gauge('Threads of the server', executor),
    tomcat_threads_config_max_threads: gauge('Threads that there may be', executor),
  },
} as const satisfies Pack;
