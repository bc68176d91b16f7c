import type { Registry } from './registry';

/** What is used of a client beside registries that are given: prom-client and `@prometheus-io/client` have it both. */
export interface Client {
  readonly register: Registry;
  readonly Summary: new (options: SummaryOptions) => ClientSummary;
}

/** What a summary of a client is made of. */
interface SummaryOptions {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  readonly percentiles: readonly number[];
  readonly maxAgeSeconds: number;
  readonly ageBuckets: number;
  readonly registers: readonly never[];
}

/** A summary of a client. */
export interface ClientSummary {
  observe(labels: Readonly<Record<string, string>>, value: number): void;
  get(): Promise<{ readonly values: readonly { readonly labels?: object }[] }>;
  reset(): void;
}

/**
 * The Prometheus client that is installed beside the service: `@prometheus-io/client`, or else prom-client, which it succeeds. Where both are, prom-client was mostly brought by
 * another package, so that the successor is the one that the service has chosen.
 *
 * It is looked for when it is needed first, and not at import: a service that gives its own registry may need none.
 *
 * @throws Error if neither is installed
 */
export function installedClient(): Client {
  /* eslint-disable @typescript-eslint/no-require-imports -- which of the two is there is known at run time only; their names stand here in full for bundlers */
  const client = loaded(() => require('@prometheus-io/client')) ?? loaded(() => require('prom-client'));
  /* eslint-enable @typescript-eslint/no-require-imports */
  if (client === undefined) {
    throw new Error(
      "no Prometheus client is installed, and '@sightline-monitoring/instrument' brings none, so that a service has only one; run 'npm install prom-client', or, on Node 22 and later, 'npm install @prometheus-io/client'",
    );
  }
  return client;
}

/** Undefined if the package is not installed; one that is there and does not load is an error of its own. */
function loaded(load: () => unknown): Client | undefined {
  try {
    return load() as Client; // what both clients export; the tests hold both against it
  } catch (failure) {
    const code = failure instanceof Error && 'code' in failure ? failure.code : undefined;
    if (code === 'MODULE_NOT_FOUND') return undefined;
    throw failure;
  }
}
