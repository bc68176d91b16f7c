/** Where the values of labels with usual names come from, whatever framework the service has. */
export const usualSources = {
  method: 'method',
  verb: 'method',
  route: 'route',
  endpoint: 'route',
  status: 'status',
  code: 'status',
} as const satisfies Readonly<Record<string, 'method' | 'route' | 'status'>>;
