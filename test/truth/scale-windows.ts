import type { RuleGroupManifest } from '../../demo/manifests';
import { formatDuration, parseDuration } from '../../src/sightline/contract/duration';

/** A range of an expression; what stands in quotes, with brackets of its own perhaps, is not one. */
const rangeOrText = /"[^"]*"|\[([^\]]*)\]/g;

/**
 * The same rules over shorter windows: nothing else of them changes, not even the names.
 *
 * @param factor how much shorter, such as 0.05 for 15 seconds in place of 5 minutes
 * @throws Error if a range is not a plain duration, or if no rule has one
 */
export function scaleWindows(groups: readonly RuleGroupManifest[], factor: number): RuleGroupManifest[] {
  let scaled = 0;
  const result = groups.map((group) => ({
    ...group,
    rules: group.rules.map((rule) => ({
      ...rule,
      expr: rule.expr.replaceAll(rangeOrText, (text: string, range?: string) => {
        if (range === undefined) return text;
        const milliseconds = parseDuration(range);
        if (milliseconds === undefined) throw new Error(`a range that is not understood: ${rule.expr}`);
        scaled++;
        return `[${formatDuration(milliseconds * factor)}]`;
      }),
    })),
  }));
  if (scaled === 0) throw new Error('no rule looks back');
  return result;
}
