import type { Shape } from '../objectives/shape';

/** The rules of many objectives as a file; names of groups are unique in it. */
export function ruleFile(shapes: readonly Shape[]): string {
  const groups = shapes.flatMap((shape, index) =>
    shape.groups.map((group) => ({ ...group, name: `${index} ${group.name}` })),
  );
  return JSON.stringify({ groups });
}
