import { isMap, partOf } from '../../problem/read';
import { type FieldPath, printFieldPath } from '../../schema/violations';
import type { WrittenConfiguration } from '../../stack/alerting/written-configuration';
import { isElsewhere } from '../../stack/alerting/delivery';
import { finalConfig } from '../../stack/alerting/final-config';
import { type PlainMap, valueAt } from '../../stack/plain-data';
import { parseYaml } from '../../yaml/parse-yaml';
import { type FinalObject, objectsOf, referenceOf, type StackFacts, type World } from '../world';

/** A configuration of Alertmanager that is final. */
export interface FinalConfiguration extends WrittenConfiguration {
  /** @default - it is in no object */
  readonly object?: FinalObject;

  /** @default - it is not in the values of a stack */
  readonly stack?: StackFacts;

  /** Of an AlertmanagerConfig: the only namespace whose alerts it is about. */
  readonly namespace?: string;
}

/**
 * The configurations of a world: files, Secrets and ConfigMaps, values of the chart, AlertmanagerConfigs.
 *
 * @param withDefaults whether that of the chart counts where the values say nothing
 */
export function configurationsIn(world: World, withDefaults = false): FinalConfiguration[] {
  const files = (world.documents ?? []).flatMap(({ kind, path, value }): FinalConfiguration[] =>
    kind === 'alertmanager'
      ? [
          {
            name: path.replace(/(?::\d+)+$/, ''),
            kind: 'text',
            config: value,
            pathOf: (at) => `${path} ${printFieldPath(at)}`,
          },
        ]
      : [],
  );
  const inObjects = objectsOf(world, '', 'Secret', 'ConfigMap').flatMap(embedded);
  const objects = objectsOf(world, 'monitoring.coreos.com', 'AlertmanagerConfig').flatMap(
    (object): FinalConfiguration[] => {
      const { spec } = object.manifest;
      if (!isMap(spec)) return [];
      const { namespace } = object;
      return [
        {
          name: referenceOf(object),
          kind: 'AlertmanagerConfig',
          config: spec as PlainMap, // what is written as YAML has no others
          object,
          pathOf: (at) => `${object.path} spec.${printFieldPath(at)}`,
          ...(namespace === undefined ? {} : { namespace }),
        },
      ];
    },
  );
  return [...files, ...inObjects, ...configurationsOfStacks(world, withDefaults), ...objects];
}

/** A configuration in the values of a stack. */
type OfStack = FinalConfiguration & { readonly stack: StackFacts };

/**
 * The configurations in the values of stacks.
 *
 * @param withDefaults whether that of the chart counts where the values say nothing
 */
export function configurationsOfStacks({ stacks }: World, withDefaults = false): OfStack[] {
  return stacks.flatMap((stack): OfStack[] => {
    const given = valueAt(stack.values, ['alertmanager', 'config']);
    const isOff = valueAt(stack.values, ['alertmanager', 'enabled']) === false;
    if ((!isMap(given) && !withDefaults) || isOff || isElsewhere(stack.values)) return [];
    const path = `${stack.path}.values.alertmanager.config`;
    const pathOf = (at: FieldPath): string => `${path}.${printFieldPath(at)}`;
    return [
      {
        name: `the values of '${stack.release}'`,
        kind: 'values',
        config: finalConfig(stack.values),
        pathOf,
        stack,
      },
    ];
  });
}

/** The configurations that stand as texts in an object. */
function embedded(object: FinalObject): FinalConfiguration[] {
  return ['stringData', 'data'].flatMap((field) => {
    const all = object.manifest[field];
    return Object.entries(isMap(all) ? all : {}).flatMap(([key, written]): FinalConfiguration[] => {
      if (typeof written !== 'string' || !/\.ya?ml$/.test(key)) return [];
      const isEncoded = object.kind === 'Secret' && field === 'data';
      const text = isEncoded ? Buffer.from(written, 'base64').toString('utf8') : written;
      const config = configurationIn(text);
      if (config === undefined) return [];
      const path = `${object.path} ${printFieldPath([field, key])}`;
      return [
        {
          name: referenceOf(object),
          kind: 'text',
          config,
          object,
          // nobody finds a place in what is encoded
          pathOf: (at) => (isEncoded ? path : `${path}.${printFieldPath(at)}`),
        },
      ];
    });
  });
}

function configurationIn(text: string): PlainMap | undefined {
  if (!/^"?receivers"?\s*:/m.test(text) || !/^"?route"?\s*:/m.test(text)) return undefined;
  try {
    const [document] = parseYaml(text).documents;
    const value: unknown = document === undefined || document.errors.length > 0 ? undefined : document.toJS();
    const isMeant = isMap(partOf(value, 'route')) && Array.isArray(partOf(value, 'receivers'));
    return isMeant ? (value as PlainMap) : undefined; // YAML has no others
  } catch {
    return undefined; // nested too deep
  }
}
