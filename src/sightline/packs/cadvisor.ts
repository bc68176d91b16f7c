import { counter, gauge } from './fact';
import type { Pack } from './pack';

/** As the kubelet labels them. `container` is empty for the sum over a pod, `id` names the control group. */
const container = ['namespace', 'pod', 'container', 'id', 'image', 'name'] as const;
const device = [...container, 'device'] as const;
const network = [...container, 'interface'] as const;

const bytes = { unit: 'bytes' } as const;

/** What cAdvisor, in the kubelet, exposes about containers and the machine below them. */
export const cadvisor = {
  project: 'cAdvisor',
  version: '0.60.5',
  source: 'https://github.com/google/cadvisor/blob/v0.60.5/docs/storage/prometheus.md',
  origin: 'external',
  prefixes: ['container_', 'machine_'],
  facts: {
    container_cpu_usage_seconds_total: counter('CPU time used', [...container, 'cpu']),
    container_cpu_user_seconds_total: counter('CPU time used in user mode', container),
    container_cpu_system_seconds_total: counter('CPU time used in the kernel', container),
    container_cpu_cfs_periods_total: counter('Periods in which the CPU limit was looked at', container),
    container_cpu_cfs_throttled_periods_total: counter('Periods in which the CPU ran out', container),
    container_cpu_cfs_throttled_seconds_total: counter('Time held back by the CPU limit', container),
    container_cpu_load_average_10s: gauge('Load over ten seconds', container),
    container_cpu_schedstat_run_seconds_total: counter('Time that processes ran', container),
    container_cpu_schedstat_runqueue_seconds_total: counter('Time that processes waited to run', container),
    container_cpu_schedstat_run_periods_total: counter('How often processes ran', container),
    container_pressure_cpu_waiting_seconds_total: counter('Time that some task lacked CPU', container),
    container_pressure_cpu_stalled_seconds_total: counter('Time that all tasks lacked CPU', container),
    container_pressure_memory_waiting_seconds_total: counter('Time that some task lacked memory', container),
    container_pressure_memory_stalled_seconds_total: counter('Time that all tasks lacked memory', container),
    container_pressure_io_waiting_seconds_total: counter('Time that some task waited for I/O', container),
    container_pressure_io_stalled_seconds_total: counter('Time that all tasks waited for I/O', container),

    container_memory_working_set_bytes: gauge("Memory in use that can't be freed under pressure", container),
    container_memory_usage_bytes: gauge('Memory in use, caches included', container),
    container_memory_max_usage_bytes: gauge('The most memory that was in use', container),
    container_memory_rss: gauge('Memory that stands for no file', container, {}, bytes),
    container_memory_cache: gauge('Page cache', container, {}, bytes),
    container_memory_swap: gauge('Memory that was swapped out', container, {}, bytes),
    container_memory_mapped_file: gauge('Memory that stands for files', container, {}, bytes),
    container_memory_kernel_usage: gauge('Memory of the kernel', container, {}, bytes),
    container_memory_total_active_file_bytes: gauge('File cache in use', container),
    container_memory_total_inactive_file_bytes: gauge('File cache that may be dropped', container),
    container_memory_failcnt: counter('How often the limit of memory was met', container),
    container_memory_failures_total: counter('Page faults', [...container, 'failure_type'], {
      scope: ['container', 'hierarchy'],
    }),
    container_oom_events_total: counter('Processes killed for want of memory', container),

    container_fs_usage_bytes: gauge('Bytes used on a file system', device),
    container_fs_limit_bytes: gauge('Bytes that may be used on a file system', device),
    container_fs_inodes_free: gauge('Inodes left', device),
    container_fs_inodes_total: gauge('Inodes, used or not', device),
    container_fs_reads_total: counter('Reads that are done', device),
    container_fs_reads_bytes_total: counter('Bytes read', device),
    container_fs_reads_merged_total: counter('Reads that were merged', device),
    container_fs_read_seconds_total: counter('Time spent reading', device),
    container_fs_sector_reads_total: counter('Sectors read', device),
    container_fs_writes_total: counter('Writes that are done', device),
    container_fs_writes_bytes_total: counter('Bytes written', device),
    container_fs_writes_merged_total: counter('Writes that were merged', device),
    container_fs_write_seconds_total: counter('Time spent writing', device),
    container_fs_sector_writes_total: counter('Sectors written', device),
    container_fs_io_current: gauge('I/O under way', device),
    container_fs_io_time_seconds_total: counter('Time with I/O under way', device),
    container_fs_io_time_weighted_seconds_total: counter('Time with I/O under way, times how many', device),
    container_blkio_device_usage_total: counter(
      'Bytes moved to and from a device',
      [...device, 'major', 'minor', 'operation'],
      {},
      bytes,
    ),

    container_network_receive_bytes_total: counter('Bytes received', network),
    container_network_receive_packets_total: counter('Packets received', network),
    container_network_receive_packets_dropped_total: counter('Packets lost on the way in', network),
    container_network_receive_errors_total: counter('Errors on the way in', network),
    container_network_transmit_bytes_total: counter('Bytes sent', network),
    container_network_transmit_packets_total: counter('Packets sent', network),
    container_network_transmit_packets_dropped_total: counter('Packets lost on the way out', network),
    container_network_transmit_errors_total: counter('Errors on the way out', network),
    container_network_tcp_usage_total: gauge('TCP connections by state', [...container, 'tcp_state']),
    container_network_tcp6_usage_total: gauge('TCP connections over IPv6', [...container, 'tcp_state']),
    container_network_udp_usage_total: gauge('UDP sockets by state', [...container, 'udp_state']),
    container_network_udp6_usage_total: gauge('UDP sockets over IPv6', [...container, 'udp_state']),

    container_processes: gauge('Processes', container),
    container_threads: gauge('Threads', container),
    container_threads_max: gauge('Threads that there may be', container),
    container_file_descriptors: gauge('Open file descriptors', container),
    container_sockets: gauge('Open sockets', container),
    container_tasks_state: gauge('Tasks by state', container, {
      state: ['sleeping', 'running', 'stopped', 'uninterruptible', 'iowaiting'],
    }),
    container_ulimits_soft: gauge('Soft limits of the first process', [...container, 'ulimit']),
    container_last_seen: gauge('When a container was last seen', container, {}, { unit: 'seconds' }),
    container_start_time_seconds: gauge('When a container started', container),
    container_spec_cpu_period: gauge('Length of a CPU period, in microseconds', container),
    container_spec_cpu_quota: gauge('CPU time in each period, in microseconds', container),
    container_spec_cpu_shares: gauge('Share of the CPU', container),
    container_spec_memory_limit_bytes: gauge('Limit of memory; 0 for none', container),
    container_spec_memory_swap_limit_bytes: gauge('Limit of swap; 0 for none', container),
    container_spec_memory_reservation_limit_bytes: gauge('Memory that is held ready; 0 for none', container),

    machine_cpu_cores: gauge('Logical CPUs', ['boot_id', 'machine_id', 'system_uuid']),
    machine_cpu_physical_cores: gauge('CPU cores', ['boot_id', 'machine_id', 'system_uuid']),
    machine_cpu_sockets: gauge('CPU sockets', ['boot_id', 'machine_id', 'system_uuid']),
    machine_memory_bytes: gauge('Memory of the machine', ['boot_id', 'machine_id', 'system_uuid']),
    machine_swap_bytes: gauge('Swap of the machine', ['boot_id', 'machine_id', 'system_uuid']),
  },
} as const satisfies Pack;
