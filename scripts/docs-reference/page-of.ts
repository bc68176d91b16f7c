/** A page of the reference: its title, and which files of the library it is about. */
interface Field {
  readonly title: string;

  /** What a path below src/sightline begins with; the longest one decides. */
  readonly of: readonly string[];
}

const fields: Readonly<Record<string, Field>> = {
  alerting: { title: 'Alerting', of: ['stack/alerting/'] },
  contract: { title: 'Contracts', of: ['contract/'] },
  dashboards: { title: 'Dashboards', of: ['dashboards/', 'stack/dashboard-', 'constructs/dashboard'] },
  environments: { title: 'Environments', of: ['constructs/environment'] },
  metrics: {
    title: 'Metrics',
    of: [
      'packs/',
      ...[
        'any-metric',
        'external',
        'histogram.',
        'metric',
        'native-histogram',
        'pack',
        'selector',
        'summary',
        'third-party',
        'whole-histogram',
      ].map((file) => `promql/build/${file}`),
    ],
  },
  objectives: { title: 'Objectives', of: ['objectives/', 'rules/objectives/'] },
  problems: { title: 'Problems', of: ['problem/'] },
  promql: { title: 'PromQL', of: ['promql/'] },
  rules: { title: 'Rules', of: ['rules/', 'constructs/prometheus-rule'] },
  scraping: { title: 'Scraping', of: ['constructs/scrape/', 'scrape/'] },
  services: { title: 'Services', of: ['constructs/'] },
  signals: { title: 'Golden signals', of: ['signals/', 'rules/golden-signals'] },
  stack: {
    title: 'The stack',
    of: ['stack/', 'schema/', 'constructs/kube-prometheus-stack', 'constructs/namespaces'],
  },
  synthesis: { title: 'Synthesis', of: ['synth/'] },
};

/**
 * The page of a symbol, without `.md`: by the file that declares it. What only the instrumentation exports has a page for each entry.
 *
 * @param path of that file, below src/sightline
 * @param entry what the symbol is imported from
 * @throws Error if no page has such files
 */
export function pageOf(path: string, entry: string): string {
  const [, instrument] = /instrument\/(\S+)$/.exec(entry) ?? [];
  if (path.startsWith('instrument/') && instrument !== undefined) return `instrument-${instrument}`;
  const prefixes = Object.entries(fields).flatMap(([page, { of }]) =>
    of.map((prefix) => ({ page, length: path.startsWith(prefix) ? prefix.length : 0 })),
  );
  const longest = prefixes.reduce((best, each) => (each.length > best.length ? each : best));
  if (longest.length === 0)
    throw new Error(`'${path}' must stand on a page: add it in scripts/docs-reference/page-of.ts`);
  return longest.page;
}

/** The title of a page. */
export function titleOf(page: string): string {
  return fields[page]?.title ?? `Instrumentation: ${page.replace('instrument-', '')}`;
}

/** What the symbols of a page are imported from. */
export function entryOf(page: string): string {
  return page.startsWith('instrument-')
    ? `@sightline-monitoring/instrument/${page.replace('instrument-', '')}`
    : '@sightline-monitoring/sightline';
}
