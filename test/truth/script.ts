/** A request of the script, and what is to come of it. */
export interface ScriptedRequest {
  readonly method: string;

  /** The path; `ID` stands for a task that there is, `N` for a number that no other request has. */
  readonly path: string;

  /** @default - none */
  readonly body?: string;

  /** The template of the route, as it is to be counted. */
  readonly endpoint: string;

  /** The status, as it is to be counted. */
  readonly status: string;

  /** How long the service waits, in milliseconds. */
  readonly delay: number;
}

interface Line extends Partial<ScriptedRequest> {
  readonly times: number;
  readonly method: string;
  readonly path: string;
  readonly endpoint: string;
  readonly status: string;
}

const title = JSON.stringify({ title: 'find the truth' });

/**
 * What is sent, again and again. Of 32 requests to /tasks 2 fail (6.25 %), of 10 to /tasks/:id/complete 2 (20 %), of 15 to /tasks/:id
 * and of 3 to paths that there are not none.
 */
const lines: readonly Line[] = [
  { times: 20, method: 'GET', path: '/tasks', endpoint: '/tasks', status: '200', delay: 30 },
  { times: 8, method: 'POST', path: '/tasks', body: title, endpoint: '/tasks', status: '201' },
  { times: 2, method: 'POST', path: '/tasks', body: title, endpoint: '/tasks', status: '500' },
  { times: 2, method: 'POST', path: '/tasks', body: '{}', endpoint: '/tasks', status: '400' },
  { times: 10, method: 'GET', path: '/tasks/ID', endpoint: '/tasks/:id', status: '200' },
  { times: 3, method: 'GET', path: '/tasks/N', endpoint: '/tasks/:id', status: '404' },
  { times: 2, method: 'DELETE', path: '/tasks/N', endpoint: '/tasks/:id', status: '404' },
  {
    times: 6,
    method: 'PUT',
    path: '/tasks/ID/complete',
    endpoint: '/tasks/:id/complete',
    status: '200',
    delay: 60,
  },
  {
    times: 2,
    method: 'PUT',
    path: '/tasks/ID/complete',
    endpoint: '/tasks/:id/complete',
    status: '200',
    delay: 300,
  },
  {
    times: 2,
    method: 'PUT',
    path: '/tasks/ID/complete',
    endpoint: '/tasks/:id/complete',
    status: '500',
    delay: 60,
  },
  { times: 3, method: 'GET', path: '/wp-admin/N', endpoint: 'other', status: '404' },
];

/** The script: 60 requests, well mixed. 37 and 60 have no divisor in common, so that each comes once. */
export const script: readonly ScriptedRequest[] = lines
  .flatMap(({ times, ...line }) => Array.from({ length: times }, () => ({ delay: 0, ...line })))
  .map((_, place, all) => all[(place * 37) % all.length])
  .filter((request) => request !== undefined);

/** All templates of the script, sorted. */
export const templates = [...new Set(lines.map(({ endpoint }) => endpoint))].sort();
