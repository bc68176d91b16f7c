import { printFieldPath } from '../../schema/violations';
import { objectsInValues } from '../../stack/objects-in-values';
import { describedObject } from '../described-object';
import type { FinalObject, StackFacts } from '../world';

/** The monitors, rules and manifests that the chart makes of the values of a stack, as objects of the program. */
export function objectsOfStack({ values, path, namespace, release }: StackFacts): FinalObject[] {
  return objectsInValues(values, { release, namespace }).map(({ manifest, at, isSpec }) => {
    const object = describedObject(manifest, `${path}.values.${printFieldPath(at)}`);
    if (!isSpec) return object;
    return {
      ...object,
      stack: path,
      // the chart labels them so that its Prometheus selects them
      ...(object.kind === 'PrometheusRule' ? { isRuleFile: true } : {}),
    };
  });
}
