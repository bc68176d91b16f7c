import type { Found } from '../../../tools/prometheus/find';
import { promtool } from '../../../src/sightline/prometheus/promtool';

/** What promtool has against each of many expressions, in one process; undefined where it accepts one. */
export async function promtoolVerdicts(
  prometheus: Pick<Found, 'promtool'>,
  texts: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const rules = texts.map((text, index) => `  - record: r${index}\n    expr: ${yamlText(text)}\n`);
  const { output } = await promtool(prometheus).checkRules({
    yaml: `groups:\n- name: g\n  rules:\n${rules.join('')}`,
  });
  const refused = new Map(
    [...output.matchAll(/rule \d+, "r(\d+)": (.*)/g)].map(([, index, reason]) => [
      Number(index),
      reason ?? '',
    ]),
  );
  // a file that can't be read at all would have no verdicts
  if (refused.size === 0 && !output.includes(`${texts.length} rules found`))
    throw new Error(output.slice(0, 1_000));
  return texts.map((_, index) => refused.get(index));
}

/** A text in double quotes of YAML, with what it can't hold raw escaped. */
function yamlText(text: string): string {
  return JSON.stringify(text).replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffd]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
