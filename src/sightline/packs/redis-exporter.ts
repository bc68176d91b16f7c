import { boolean, counter, gauge } from './fact';
import type { Pack } from './pack';

const command = ['cmd'] as const;
const key = ['db', 'key'] as const;
const stream = ['db', 'stream'] as const;
const group = [...stream, 'group'] as const;
const master = ['master_host', 'master_port'] as const;
const replica = ['slave_ip', 'slave_port', 'slave_state'] as const;
const seconds = { unit: 'seconds' } as const;

/** What redis_exporter exposes about the server that its pod looks at, Redis or Valkey. */
export const redisExporter = {
  project: 'redis_exporter',
  version: '1.88.0',
  source: 'https://github.com/oliver006/redis_exporter/blob/v1.88.0/exporter/exporter.go',
  origin: 'own',
  facts: {
    redis_up: boolean('Whether the server could be reached'),
    redis_exporter_last_scrape_error: boolean('Whether the last look at it failed', ['err']),
    redis_start_time_seconds: gauge('When the server started'),
    redis_uptime_in_seconds: gauge('How long the server runs'),
    redis_connected_clients: gauge('Clients'),
    redis_blocked_clients: gauge('Clients that wait'),
    redis_max_clients: gauge('Clients that there may be'),
    redis_pubsub_channels: gauge('Channels with subscribers'),
    redis_pubsub_patterns: gauge('Patterns with subscribers'),
    redis_connections_received_total: counter('Connections taken'),
    redis_rejected_connections_total: counter('Connections that were refused'),
    redis_commands_processed_total: counter('Commands'),
    redis_commands_total: counter('Commands, by name', command),
    redis_commands_duration_seconds_total: counter('Time of commands, by name', command),
    redis_commands_failed_calls_total: counter('Commands that failed, by name', command),
    redis_commands_rejected_calls_total: counter('Commands that were refused, by name', command),
    redis_errors_total: counter('Errors, by their first word', ['err']),
    redis_total_error_replies: counter('Errors'),
    redis_net_input_bytes_total: counter('Bytes received'),
    redis_net_output_bytes_total: counter('Bytes sent'),
    redis_keyspace_hits_total: counter('Keys that were found'),
    redis_keyspace_misses_total: counter('Keys that were not'),
    redis_expired_keys_total: counter('Keys that ran out'),
    redis_evicted_keys_total: counter('Keys dropped for want of memory'),
    redis_db_keys: gauge('Keys of a database', ['db']),
    redis_db_keys_expiring: gauge('Keys that will run out', ['db']),
    redis_db_avg_ttl_seconds: gauge('How long keys last, on average', ['db']),
    redis_key_size: gauge('Size of a key that is watched', key),
    redis_key_value: gauge('Value of a key that is watched', key),
    redis_key_memory_usage_bytes: gauge('Memory of a key that is watched', key),

    redis_memory_used_bytes: gauge('Memory in use'),
    redis_memory_used_rss_bytes: gauge('Memory taken from the system'),
    redis_memory_used_peak_bytes: gauge('The most memory that was in use'),
    redis_memory_used_dataset_bytes: gauge('Memory of the data'),
    redis_memory_used_overhead_bytes: gauge('Memory beside the data'),
    redis_memory_used_startup_bytes: gauge('Memory at the start'),
    redis_memory_max_bytes: gauge('Memory that may be used; 0 for no bound'),
    redis_mem_fragmentation_ratio: gauge('Memory taken to memory in use'),
    redis_allocator_frag_ratio: gauge('Memory held to memory asked for'),
    redis_cpu_sys_seconds_total: counter('CPU time in the kernel'),
    redis_cpu_user_seconds_total: counter('CPU time in user mode'),
    redis_slowlog_length: gauge('Entries of the log of slow commands'),
    redis_slowlog_last_id: gauge('Number of its last entry'),
    redis_last_slow_execution_duration_seconds: gauge('How long the last slow command took'),
    redis_latest_fork_usec: gauge('How long the last fork took, in microseconds'),

    redis_loading_dump_file: boolean('Whether the data is being loaded'),
    redis_rdb_changes_since_last_save: gauge('Changes that are not saved'),
    redis_rdb_bgsave_in_progress: boolean('Whether the data is being saved'),
    redis_rdb_last_save_timestamp_seconds: gauge('When the data was saved'),
    redis_rdb_last_bgsave_status: boolean('Whether that worked'),
    redis_rdb_last_bgsave_duration_sec: gauge('How long it took', [], {}, seconds),
    redis_aof_enabled: boolean('Whether changes are logged'),
    redis_aof_last_write_status: boolean('Whether the last change was logged'),
    redis_aof_last_bgrewrite_status: boolean('Whether the log could be rewritten'),
    redis_aof_current_size_bytes: gauge('Size of the log'),

    redis_connected_slaves: gauge('Replicas'),
    redis_connected_slave_lag_seconds: gauge('How long ago a replica was heard', replica),
    redis_connected_slave_offset_bytes: gauge('How far a replica has come', replica),
    redis_master_repl_offset: gauge('How far the server has come', [], {}, { unit: 'bytes' }),
    redis_master_link_up: boolean('Whether a replica reaches its master', master),
    redis_master_last_io_seconds_ago: gauge('How long ago it heard from it', master, {}, seconds),
    redis_master_sync_in_progress: boolean('Whether a replica takes in all data', master),
    redis_slave_repl_offset: gauge('How far a replica has come', master, {}, { unit: 'bytes' }),
    redis_replication_backlog_bytes: gauge('Size of what is kept for replicas'),
    redis_replica_resyncs_full: gauge('How often replicas took in all data'),

    redis_stream_length: gauge('Entries of a stream', stream),
    redis_stream_groups: gauge('Groups of a stream', stream),
    redis_stream_group_consumers: gauge('Consumers of a group', group),
    redis_stream_group_lag: gauge('Entries that a group has not read', group),
    redis_stream_group_messages_pending: gauge('Entries read and not acknowledged', group),

    redis_sentinel_masters: gauge('Masters that a sentinel watches'),
    redis_sentinel_master_status: gauge('State of a master', [
      'master_name',
      'master_address',
      'master_status',
    ]),
    redis_sentinel_master_slaves: gauge('Replicas of a master', ['master_name', 'master_address']),
    redis_sentinel_master_sentinels: gauge('Sentinels of a master', ['master_name', 'master_address']),
    redis_sentinel_tilt: boolean('Whether a sentinel does not trust its clock'),
  },
} as const satisfies Pack;
