import { counter, gauge } from './fact';
import type { Pack } from './pack';
import { processFacts } from './process';

const generation = { generation: ['0', '1', '2'] } as const;

/** What client_python exposes about a process of CPython, where it is one process and not several. */
export const python = {
  project: 'client_python',
  version: '0.25.0',
  source: 'https://github.com/prometheus/client_python/tree/v0.25.0/prometheus_client',
  origin: 'own',
  facts: {
    ...processFacts,
    python_info: gauge('1, with the version of Python', [], {
      implementation: { max: 1 },
      major: { max: 1 },
      minor: { max: 1 },
      patchlevel: { max: 1 },
      version: { max: 1 },
    }),
    python_gc_collections_total: counter('Collections of a generation', [], generation),
    python_gc_objects_collected_total: counter('Objects that were collected', [], generation),
    python_gc_objects_uncollectable_total: counter('Objects that could not be collected', [], generation),
  },
} as const satisfies Pack;
