/** What differs between the places where the catalog runs. All of it stands here. */
export interface Settings {
  /** What alerts and pages call the cluster. */
  readonly cluster: string;
  readonly replicas: number;

  /** Percent of the requests that are answered. */
  readonly availability: 99 | 99.9;

  /** How long samples are kept: longer than the window of any objective. */
  readonly retention: '35d' | '60d';

  /** Whether somebody is called at night. */
  readonly pages: boolean;
}

export const environments = {
  staging: { cluster: 'staging', replicas: 1, availability: 99, retention: '35d', pages: false },
  'production-eu': { cluster: 'eu-1', replicas: 6, availability: 99.9, retention: '60d', pages: true },
  'production-us': { cluster: 'us-1', replicas: 4, availability: 99.9, retention: '60d', pages: true },
} as const satisfies Readonly<Record<string, Settings>>;
