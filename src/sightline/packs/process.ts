import { counter, gauge } from './fact';

/** What clients of Prometheus expose about their process under Linux, in all languages. */
export const processFacts = {
  process_cpu_seconds_total: counter('CPU time used'),
  process_start_time_seconds: gauge('When the process started'),
  process_open_fds: gauge('Open file descriptors'),
  process_max_fds: gauge('File descriptors that there may be'),
  process_resident_memory_bytes: gauge('Memory in use'),
  process_virtual_memory_bytes: gauge('Memory that was asked for'),
};
