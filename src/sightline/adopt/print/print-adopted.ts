import { identifierOf, takenIdentifiers, uniqueIdentifier } from '../../importers/print/identifiers';
import { listLines } from '../../importers/print/typescript-text';
import { packData } from '../../packs/all-packs';
import type { Pack } from '../../packs/pack';
import type { Adopted } from '../adopted';
import type { AdoptedMetric } from '../adopted-metric';
import type { LabelGroup } from '../label-groups';
import { plural } from '../../problem/plural';
import { comment, commentWidth, listed, question, questionMark } from './comments';
import { domainText } from './print-domain';
import { declarationLines, functionOf, statedLabels, type LabelText } from './print-metric';
import { questionsAbout } from './questions';
import { contractLines, serviceLines, type ServicePlace } from './print-service';

/** What a file says of where it comes from, and imports. */
export interface AdoptPrintOptions extends ServicePlace {
  /** The pages, as the user named them. */
  readonly sources: readonly string[];

  /** What the library is imported from. */
  readonly library: string;
}

/** The names that a file may import. */
const importable = [
  ...['Chart', 'Construct', 'KubePrometheusStack', 'MonitoredService', 'goldenSignals', 'serviceContract'],
  ...['counter', 'gauge', 'histogram', 'nativeHistogram', 'summary', 'thirdParty', 'packs'],
  ...['httpMethod', 'httpRoute', 'httpStatus', 'grpcCode', 'trueOrFalse'],
];

/** A service as a TypeScript file of a project, formatted as its own: every question is a comment that begins with `TODO:`. */
export function printAdopted(adopted: Adopted, options: AdoptPrintOptions): string {
  const { metrics, signals } = adopted;
  const taken = takenIdentifiers(importable);
  const contract = uniqueIdentifier(identifierOf(options.service, 'service'), taken);
  const chart = uniqueIdentifier(classNameOf(options.service), taken);
  const identifiers = new Map(
    metrics.map(({ declaration: { name } }) => [
      name,
      uniqueIdentifier(metricIdentifier(name, options.service), taken),
    ]),
  );
  const domains = new Domains(metrics, taken);
  const { ofAll, ofOne } = questionsAbout(adopted);
  const declarations = metrics.flatMap((metric) => {
    const asked = ofOne.get(metric) ?? [];
    const identifier = identifiers.get(metric.declaration.name) ?? '';
    const lines = [...asked, ...declarationLines(metric, identifier, domains.labelsOf(metric))];
    return lines.length > 1 ? ['', ...lines, ''] : lines;
  });
  const names = { contract, chart, identifiers };
  const blocks: readonly (readonly string[])[] = [
    [...headLines(adopted, options), ...importLines(adopted, domains, options.library)],
    domains.constants,
    ofAll,
    declarations,
    leftOutLines(adopted),
    contractLines(adopted, { ...names, service: options.service }),
    serviceLines(signals, options, names),
  ];
  return withoutDoubleGaps(blocks.flatMap((lines) => (lines.length === 0 ? [] : [...lines, ''])));
}

/** Lines as a text, with one empty line where there are several. */
function withoutDoubleGaps(lines: readonly string[]): string {
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

function headLines(
  { runtime, cluster, ofClient }: Adopted,
  { sources }: AdoptPrintOptions,
): readonly string[] {
  const projectOf = (key: string): Pack | undefined => (packData as Readonly<Record<string, Pack>>)[key];
  return [
    comment(`Made by 'sightline adopt' of ${sources.map((source) => `'${source}'`).join(', ')}.`),
    comment(
      "Each TODO asks what a page can't tell. Hold it against the service with 'npx sightline verify'.",
    ),
    ...[...runtime].map(([key, count]) =>
      comment(
        `${plural(count, 'metric')} of ${projectOf(key)?.project ?? key} about the process and its runtime ${count === 1 ? 'is' : 'are'} left out; packs.${key} has ${count === 1 ? 'it' : 'them'}.`,
      ),
    ),
    ...(ofClient === 0
      ? []
      : [
          comment(
            `${plural(ofClient, 'metric')} more of the client ${ofClient === 1 ? 'is' : 'are'} left out, too.`,
          ),
        ]),
    ...[...cluster].map(([key, count]) =>
      comment(
        `${plural(count, 'metric')} of ${projectOf(key)?.project ?? key} ${count === 1 ? 'is' : 'are'} left out: rules read ${count === 1 ? 'it' : 'them'} from packs.${key}, and no contract holds what is about others.`,
      ),
    ),
  ];
}

function importLines({ metrics, signals }: Adopted, domains: Domains, library: string): readonly string[] {
  const used = new Set(['serviceContract', 'MonitoredService', 'type KubePrometheusStack']);
  for (const metric of metrics)
    used.add(metric.form === 'pack' ? 'packs' : (functionOf(metric).split('.')[0] ?? ''));
  for (const name of domains.imports) used.add(name);
  if (signals !== undefined) used.add('goldenSignals');
  const bare = (name: string): string => name.replace('type ', '').toLowerCase();
  const sorted = [...used].sort((a, b) => (bare(a) < bare(b) ? -1 : 1));
  return [
    "import { Chart } from 'cdk8s';",
    "import type { Construct } from 'constructs';",
    ...listLines('import ', sorted, ` from '${library}';`, { depth: 0, brackets: '{}' }),
  ];
}

function leftOutLines({ leftOut, likeRuntime }: Adopted): readonly string[] {
  const byReason = new Map<string, string[]>();
  for (const { name, why } of leftOut) byReason.set(why, [...(byReason.get(why) ?? []), name]);
  const [it, they] = leftOut.length === 1 ? ['it is', 'it'] : ['they are', 'them'];
  return [
    ...(likeRuntime.length === 0
      ? []
      : listed(
          `${questionMark}these are named as what clients expose about the runtime, and left out: does the service count any of them itself?`,
          likeRuntime,
          commentWidth,
        )),
    ...(leftOut.length === 0
      ? []
      : [
          question(
            `${plural(leftOut.length, 'metric')} can't be declared as ${it} on the page: what is to become of ${they}?`,
          ),
          ...[...byReason].flatMap(([why, names]) => listed(`- ${why}:`, names, commentWidth)),
        ]),
  ];
}

function classNameOf(service: string): string {
  const name = identifierOf(service, 'service').replace(/^_+/, '');
  return /^[a-z]/i.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : `Service${name}`;
}

/** A name without what says whose it is and `_total`. */
function metricIdentifier(name: string, service: string): string {
  const prefix = `${service.replaceAll('-', '_')}_`;
  const own = name.startsWith(prefix) ? name.slice(prefix.length) : name;
  return identifierOf(own.replace(/_total$/, ''), 'metric');
}

/** The domains of labels: those that several metrics have as constants, the others where they stand. */
class Domains {
  readonly imports = new Set<string>();
  readonly constants: string[] = [];
  private readonly names = new Map<LabelGroup, string>();

  constructor(metrics: readonly AdoptedMetric[], taken: Set<string>) {
    const uses = new Map<LabelGroup, string[]>();
    for (const metric of metrics)
      for (const label of statedLabels(metric)) {
        const group = metric.groups.get(label);
        if (group !== undefined) uses.set(group, [...(uses.get(group) ?? []), metric.declaration.name]);
      }
    for (const [group, users] of uses) {
      const { text, imports, values, comments } = domainText(group);
      if (imports !== undefined) this.imports.add(imports);
      if (users.length < 2 || group.closed?.common !== undefined) continue;
      const plain = identifierOf(group.label, 'label');
      const free = taken.has(plain) ? identifierOf(`${group.label}_of_${users[0] ?? ''}`, 'label') : plain;
      const name = uniqueIdentifier(free, taken);
      this.names.set(group, name);
      const declared =
        values === undefined
          ? [`const ${name} = ${text};`]
          : listLines(`const ${name} = `, values, ' as const;', { depth: 0 });
      this.constants.push(...comments, ...declared);
    }
  }

  /** The labels that a metric states. */
  labelsOf(metric: AdoptedMetric): readonly LabelText[] {
    return statedLabels(metric).flatMap((label) => {
      const group = metric.groups.get(label);
      if (group === undefined) return [];
      const name = this.names.get(group);
      const written = domainText(group);
      return [
        { ...written, label, ...(name === undefined ? {} : { text: name, values: undefined, comments: [] }) },
      ];
    });
  }
}
