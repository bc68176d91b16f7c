import type { FieldPath } from '../schema/violations';

/** A printed path, from the front: a name, a position, or a name in quotes, which no quote of its own ends. */
const step = /^(?:\.?([\w-]+)|\[(\d+)\]|\['(.*?)'\]|\.?([^.[\]]+))/s;

/** Reads the way to a field, as it is printed: `spec.endpoints[0].interval`, `metadata.labels['app.kubernetes.io/name']`. */
export function fieldSteps(printed: string): FieldPath {
  const steps: (string | number)[] = [];
  for (let rest = printed; rest !== '';) {
    const found = step.exec(rest);
    if (found === null) return steps;
    const [all, name, position, quoted, other] = found;
    const text = name ?? quoted ?? other;
    steps.push(text ?? Number(position));
    rest = rest.slice(all.length);
  }
  return steps;
}
