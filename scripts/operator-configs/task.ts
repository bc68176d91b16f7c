import type { OperatorCase } from '../../test/sightline/scrape/operator/random-objects';

/** A case as the API server would hand it to the operator: with the defaults of the definitions filled in. */
export function task({ kind, object, settings }: OperatorCase): object {
  const { shardRetentionPolicy: _, excludedFromEnforcement, ...fields } = settings;
  return {
    kind,
    object: withDefaults(object),
    prometheus: withDefaults({
      metadata: { name: 'main', namespace: 'monitoring' },
      spec: {
        scrapeInterval: '30s',
        ...fields,
        ...(excludedFromEnforcement === undefined
          ? {}
          : {
              excludedFromEnforcement: excludedFromEnforcement.map((each) => ({
                group: 'monitoring.coreos.com',
                ...each,
              })),
            }),
      },
    }),
  };
}

/** The defaults are `replace` of a rule's action, and `/probe` of a prober's path. */
function withDefaults(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) {
    return value.map((each) =>
      /elabelings$|elabelingConfigs$/.test(name)
        ? { action: 'replace', ...(each as object) }
        : withDefaults(each, name),
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  const filled = Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withDefaults(each, key)]),
  );
  return name === 'prober' ? { path: '/probe', ...filled } : filled;
}
