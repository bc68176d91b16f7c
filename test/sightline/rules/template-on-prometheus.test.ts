import { promtool } from '../../../src/sightline/prometheus/promtool';
import { readTemplate } from '../../../src/sightline/rules/template/read-template';
import { random } from '../promql/random';
import { seedOf } from '../../sampling';
import { describeOnPrometheus } from '../../tools/prometheus/suite';

const howMany = 3_000;

const opens = ['if', 'with', 'range', 'else if', 'else'];
const values = [
  '$value',
  '.Value',
  '$labels.a',
  '.Labels.a',
  '$valeu',
  '$x',
  '$',
  '.',
  '1.5',
  '"a"',
  '`b`',
  'true',
  '$labels',
  '(query "up")',
  '(query "up" | first).Labels',
  'externalURL',
];
const calls = ['humanize', 'title', 'first', 'humanise', 'printf "%v"', 'len'];

/** A text with actions that are mostly right. */
function randomTemplate({ pick, chance }: ReturnType<typeof random>): string {
  const pipeline = (): string => {
    const piped = chance(0.4) ? ` | ${pick(calls)}` : '';
    return `${chance(0.1) ? `${pick(calls)} ` : ''}${chance(0.05) ? '' : pick(values)}${piped}${chance(0.03) ? ' |' : ''}`;
  };
  const action = (): string => {
    const kind = pick(['value', 'value', 'value', 'open', 'end', 'declare', 'odd']);
    if (kind === 'value') return pipeline();
    if (kind === 'end') return 'end';
    if (kind === 'declare') return `$x := ${pipeline()}`;
    if (kind === 'odd') return pick(['', ' ', '/* a */', '$x = 2', 'end', 'break', '; 1', 'else']);
    const open = pick(opens);
    if (open === 'else') return 'else';
    return `${open} ${open === 'range' && chance(0.3) ? '$i, $e := ' : ''}${pipeline()}`;
  };
  const parts = Array.from(
    { length: pick([1, 2, 3, 4, 6]) },
    () => `{{${pick([' ', '', '- '])}${action()} }}`,
  );
  return `a ${parts.join(pick(['', ' b ']))}${chance(0.7) ? '{{ end }}'.repeat(pick([0, 0, 1, 2])) : ''}`;
}

const breaks: readonly (readonly [string, boolean])[] = [
  ['{{ range query "up" }}{{ break }}{{ end }}', true],
  ['{{ range query "up" }}{{ if .Value }}{{ continue }}{{ else }}{{ break }}{{ end }}{{ end }}', true],
  ['{{ range query "up" }}{{ range query "up" }}{{ else }}{{ break }}{{ end }}{{ end }}', true],
  ['{{ range query "up" }}{{ else }}{{ break }}{{ end }}', false],
  ['{{ range query "up" }}{{ else }}{{ if 1 }}{{ continue }}{{ end }}{{ end }}', false],
  ['{{ range query "up" }}{{ block "b" . }}{{ break }}{{ end }}{{ end }}', false],
  ['{{ break }}', false],
];

describeOnPrometheus('a text of an alert', (prometheus) => {
  test.each(breaks)('that leaves a range, %s, can be read: %s', async (text, isRead) => {
    const yaml = `groups:\n- name: g\n  rules:\n  - alert: A\n    expr: up > 0\n    annotations:\n      s: ${JSON.stringify(text)}\n`;
    const { output } = await promtool(prometheus).checkRules({ yaml });
    expect([readTemplate(text).errors.length === 0, !output.includes('rule 1, "A"')]).toEqual([
      isRead,
      isRead,
    ]);
  });

  test(`can be read where promtool reads it, of ${howMany} that are made at random`, async () => {
    const seed = seedOf();
    const choices = random(seed);
    const texts = [...new Set(Array.from({ length: howMany }, () => randomTemplate(choices)))];
    const rules = texts.map(
      (text, index) =>
        `  - alert: A${index}\n    expr: up > 0\n    annotations:\n      s: ${JSON.stringify(text)}\n`,
    );
    const { output } = await promtool(prometheus).checkRules({
      yaml: `groups:\n- name: g\n  rules:\n${rules.join('')}`,
    });
    const refused = new Set([...output.matchAll(/rule \d+, "A(\d+)"/g)].map(([, index]) => Number(index)));
    const disagreements = texts.flatMap((text, index) => {
      const { errors } = readTemplate(text);
      return errors.length > 0 === refused.has(index)
        ? []
        : [
            {
              seed,
              text,
              ours: errors,
              theirs: output.split('\n').find((line) => line.includes(`"A${index}"`)),
            },
          ];
    });
    expect({ count: disagreements.length, some: disagreements.slice(0, 5) }).toEqual({ count: 0, some: [] });
    // otherwise nothing is compared
    expect(refused.size).toBeGreaterThan(texts.length / 10);
    expect(refused.size).toBeLessThan((texts.length * 9) / 10);
  }, 60_000);
});
