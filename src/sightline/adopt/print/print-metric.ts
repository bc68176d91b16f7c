import { unitOfName } from '../../contract/unit';
import { plainDecimal } from '../../promql/syntax/decimal';
import { fits, indented, listLines, numberLines, quoted } from '../../importers/print/typescript-text';
import type { AdoptedMetric } from '../adopted-metric';
import type { DomainText } from './print-domain';

/** How the domain of a label is written: by the name of a constant, or where it stands. */
export type LabelText = DomainText & { readonly label: string };

const functions = {
  counter: 'counter',
  gauge: 'gauge',
  histogram: 'histogram',
  'native histogram': 'nativeHistogram',
  summary: 'summary',
} as const;

/** What declares a metric. */
export function functionOf({ declaration, form }: AdoptedMetric): string {
  const name = functions[declaration.type];
  return form === 'given' ? `thirdParty.${name}` : name;
}

/** The labels whose domains a declaration states. */
export function statedLabels({ declaration, stated }: AdoptedMetric): readonly string[] {
  return stated ?? Object.keys(declaration.labels);
}

/** The declaration of a metric as a constant. */
export function declarationLines(
  metric: AdoptedMetric,
  identifier: string,
  labels: readonly LabelText[],
): readonly string[] {
  const { declaration, form, pack } = metric;
  const options = optionLines(metric);
  if (form === 'pack') {
    const piece = `packs.${pack ?? ''}.${declaration.name}`;
    if (labels.length === 0 && options.length === 0) return [`const ${identifier} = ${piece};`];
    return callLines(`const ${identifier} = ${piece}(`, [], labels, options);
  }
  const texts = [quoted(declaration.name), quoted(declaration.help)];
  return callLines(`const ${identifier} = ${functionOf(metric)}(`, texts, labels, options);
}

/** A call with texts, labels and options, broken as the project's formatter does. */
function callLines(
  start: string,
  texts: readonly string[],
  labels: readonly LabelText[],
  options: readonly string[],
): readonly string[] {
  const hasComments = labels.some(({ comments }) => comments.length > 0);
  const flatOptions = options.length === 0 ? [] : [`{ ${options.join(' ').replace(/,$/, '')} }`];
  const flatLabels = labels.length === 0 ? '{}' : `{ ${labels.map(entryText).join(', ')} }`;
  const flat = `${start}${[...texts, flatLabels, ...flatOptions].join(', ')});`;
  if (!hasComments && options.every((line) => !line.startsWith(' ')) && options.length <= 1 && fits(flat))
    return [flat];
  const hugged = `${start}${[...texts, ''].join(', ')}{`;
  if (options.length === 0 && labels.length > 0 && fits(hugged))
    return [hugged, ...indented(entries(labels)), '});'];
  return [
    start,
    ...indented([
      ...texts.map((text) => `${text},`),
      ...(!hasComments && fits(`  ${flatLabels},`)
        ? [`${flatLabels},`]
        : ['{', ...indented(entries(labels)), '},']),
      ...(options.length === 0
        ? []
        : options.length === 1 && fits(`  ${flatOptions.join('')},`)
          ? [`${flatOptions.join('')},`]
          : ['{', ...indented(options), '},']),
    ]),
    ');',
  ];
}

function entryText({ label, text }: LabelText): string {
  return label === text ? label : `${label}: ${text}`;
}

function entries(labels: readonly LabelText[]): readonly string[] {
  return labels.flatMap((each) => [
    ...each.comments,
    ...(each.values === undefined
      ? [`${entryText(each)},`]
      : listLines(`${each.label}: `, each.values, ',', { depth: 4 })),
  ]);
}

/** What stands in the options, a property on each line unless it is a long list. */
function optionLines({ declaration, form }: AdoptedMetric): readonly string[] {
  const { name, unit, type, buckets, quantiles, maxSeries } = declaration;
  const numbers = (property: string, values: readonly number[] = []): readonly string[] =>
    numberLines(`${property}: `, values.map(plainDecimal), ',', 4);
  return [
    ...(type === 'histogram' ? numbers('buckets', buckets) : []),
    ...(type === 'summary' && form !== 'pack' ? numbers('quantiles', quantiles) : []),
    ...(form === 'pack' || unit === undefined || unit === unitOfName(name) ? [] : [`unit: ${quoted(unit)},`]),
    ...(maxSeries === undefined ? [] : [`maxSeries: ${maxSeries},`]),
  ];
}
