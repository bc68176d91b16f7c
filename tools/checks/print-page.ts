import type { Problem } from '../../src/sightline/problem/problem';
import type { Example, ProblemEntry } from '../../src/sightline/problem/registry/entry';
import { entryOf, type ProblemId } from '../../src/sightline/problem/registry/registry';
import { renderProblems } from '../../src/sightline/problem/render';

type Part = Exclude<keyof Example, 'beside'>;

/** A part of an example as it stands on a page: what it is, its language, and its text. */
type PartPrinter = (text: string) => {
  readonly is: string;
  readonly language: string;
  readonly text: string;
};

const code =
  (is: string, print: (text: string) => string): PartPrinter =>
  (text) => ({ is, language: 'ts', text: print(text) });
const file =
  (is: string, language: string): PartPrinter =>
  (text) => ({ is, language, text: text.trimEnd().replaceAll('\u0000', '\\0') });

/** The parts in the order in which they are shown. */
const parts: Readonly<Record<Part, PartPrinter>> = {
  app: code('The app', (options) => `new SightlineApp(${options});`),
  stack: code('The stack', (options) => `new KubePrometheusStack(app, 'stack', ${options});`),
  contract: code('The contract', (options) => `serviceContract(${options});`),
  service: code('The service', (options) => `new MonitoredService(chart, 'monitored', ${options});`),
  promql: file('The expression of a recording rule', 'promql'),
  rules: code('Rules of the service', (rules) => `ruleGroup('example', [\n${indent(rules)},\n]);`),
  groups: code('Rule groups of the service', (groups) => `const rules = [\n${indent(groups)},\n];`),
  program: code('In the program', (statements) => statements),
  objects: file('Objects that the program emits', 'yaml'),
  monitor: file('A monitor', 'yaml'),
  prometheus: file('The `spec` of the Prometheus', 'yaml'),
  contentType: file('The `Content-Type` of the answer', 'text'),
  page: file('A metrics page of the service, for `sightline verify`', 'text'),
  sloth: file('A file for `sightline import sloth`', 'yaml'),
  file: file('A file for `sightline check`', 'yaml'),
  openslo: file('A file for `sightline import openslo`', 'yaml'),
};

/**
 * The page of a problem.
 *
 * @param problems what its example gives
 */
export function printPage(id: ProblemId, problems: readonly Problem[]): string {
  const { title, why, fix, example } = entryOf(id);
  return [
    `# ${id}: ${title}`,
    facts(entryOf(id)),
    why,
    `**What to do.** ${fix}`,
    '## An input that fails',
    ...partsOf(example),
    'It says:',
    fence('text', renderProblems(problems).trimEnd()),
    'The program around the input, and all other problems: [what is checked](README.md).',
    '',
  ].join('\n\n');
}

function facts({ severities, answerable }: ProblemEntry): string {
  const isWarning = severities.length === 1 && severities[0] === 'warning';
  const answer = answerable
    ? 'It can be [answered](README.md#answers).'
    : 'It can not be [answered](README.md#answers).';
  const severity = severities.join(' or ');
  return `${isWarning ? 'A' : 'An'} ${severity}. ${answer}`;
}

function partsOf(example: Example): string[] {
  // `parts` has a printer for each key of Part, and no other key
  return (Object.entries(parts) as [Part, PartPrinter][]).flatMap(([part, print]) => {
    const given = example[part];
    if (given === undefined) return [];
    const { is, language, text } = print(given);
    return [`${is}:`, fence(language, text)];
  });
}

function fence(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
