/** How templates of a chart read a value. */
export interface References {
  /** The paths of all values that are read, with {@link between} between keys: a key may have dots. */
  readonly read: ReadonlySet<string>;

  /** Those that are read as a whole: what is below them is handed on, whatever it is called. */
  readonly whole: ReadonlySet<string>;
}

/** What stands between the keys of a path. */
export const between = '\u0000';

const path = /\$?\.Values((?:\.[A-Za-z_][\w-]*)+)/g;

/** A key that is no identifier: `index .Values "kube-state-metrics" "enabled"`. */
const byIndex = /index\s+\$?\.Values((?:\.[A-Za-z_]\w*)*)((?:\s+"[^"]+")+)/g;

/** Finds what templates read. Aliases, such as `.` within `with`, are not followed: what they stand for counts as read as a whole. */
export function templateReferences(templates: readonly string[]): References {
  const read = new Set<string>();
  const whole = new Set<string>();
  for (const template of templates) {
    for (const [action] of template.matchAll(/\{\{[\s\S]*?\}\}/g)) {
      const found = [
        ...[...action.matchAll(path)].map(([, keys = '']) => keys.slice(1).replaceAll('.', between)),
        ...[...action.matchAll(byIndex)].map(([, keys = '', quoted = '']) =>
          [
            ...keys.split('.').filter(Boolean),
            ...[...quoted.matchAll(/"([^"]+)"/g)].map(([, key]) => key),
          ].join(between),
        ),
      ];
      // a condition looks whether something is there, and no more
      const isCondition = /^\{\{-?\s*(?:else\s+)?if\b/.test(action);
      for (const each of found) {
        read.add(each);
        if (!isCondition) whole.add(each);
      }
    }
  }
  return { read, whole };
}
