import { object, optional, required, type Fields } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { error, refuse } from '../problem/problems';
import type { Refuse } from '../problem/refusals';
import { boolean, number, oneOf, text } from '../problem/scalar-shapes';
import { settled } from '../problem/settled';
import { list, type Shape } from '../problem/shape';
import { asExpression, type Vector } from '../promql/build/vector';
import { unknownLabel } from '../promql/check/unknown-label';
import type { Flow, Kind } from '../promql/flow/flow';
import { lacks } from '../promql/flow/labels';
import { vectorShape } from '../rules/rule-shape';
import type { Panel, PanelKind, Query, Threshold, ThresholdLevel, Thresholds } from './panel';

/**
 * What the lines of a query are called: a name, the values of labels, or a name with those values behind it.
 *
 * @typeParam L the labels of its expression
 */
export type Legend<L extends string> =
  | { readonly by: readonly [L, ...L[]]; readonly name?: string }
  | { readonly name: string; readonly by?: readonly L[] };

/** What a panel can draw, else the refusal: of a running total the slope is what is meant. */
export type Drawable<L extends string, K extends Kind> = [K] extends ['counter']
  ? Refuse<'drawnTotal'>
  : Vector<L, K>;

declare const drawn: unique symbol;

/** What a panel draws, as {@link query} makes it. */
export interface DrawnQuery extends Query {
  /** Only a type, as a reminder: what is written by hand is compared with the labels of its expression at synthesis. */
  readonly [drawn]?: true;
}

/** A panel that a person declares. */
export interface DeclaredPanel {
  /** Unique within its dashboard. */
  readonly title: string;

  /** What its value says, and what it means to be past a threshold: whole sentences. */
  readonly description: string;

  /** @default 'graph' */
  readonly kind?: PanelKind;

  /** The unit of its values, in the words of signals and contracts: `requests per second`, `seconds`, `tasks`; `none` for plain numbers. */
  readonly unit: string;
  readonly queries: readonly DrawnQuery[];

  /** @default - no value is wrong by itself */
  readonly thresholds?: Thresholds;

  /**
   * Whether its values add up, so that they are drawn one upon the other.
   *
   * @default false
   */
  readonly stacked?: boolean;
}

/**
 * What a panel draws.
 *
 * @param expression an instant vector about the service that the panel is added to; a counter by its `rate` or `increase`
 * @param legend what its lines are called
 * @example
 * query(sum(waiting, { by: ['queue'] }), { by: ['queue'] })
 */
export function query<L extends string, K extends Kind>(
  expression: Drawable<L, K>,
  legend: Legend<NoInfer<L>>,
): DrawnQuery {
  const read: Partial<Pick<Query, 'name' | 'by'>> = settled(legend);
  // an expression of another type is refused by the shape; the mark is only a type
  return { by: [], ...read, expression: asExpression(expression, 'query()') } as DrawnQuery;
}

const threshold = object<Threshold>({
  value: required(number()),
  level: required(oneOf<ThresholdLevel>('page', 'ticket', 'notice')),
});

const thresholdsShape = object<Thresholds>({
  wrong: required(oneOf('above', 'below')),
  values: required(list(threshold, { min: 1 })),
});

/** What panels of a person must look like. */
const declaredPanelsShape: Shape<readonly DeclaredPanel[]> = list(
  object<DeclaredPanel>({
    title: required(text()),
    description: required(text()),
    kind: optional(oneOf<PanelKind>('graph', 'number', 'gauge', 'heatmap', 'table')),
    unit: required(text()),
    queries: required(
      list(
        object<DrawnQuery>({
          expression: required(vectorShape),
          name: optional(text()),
          by: required(list(text())),
          unit: optional(text()),
          thresholds: optional(thresholdsShape),
        } as Fields<DrawnQuery>), // its mark is only a type
        { min: 1 },
      ),
    ),
    thresholds: optional(thresholdsShape),
    stacked: optional(boolean()),
  }),
  { min: 1 },
);

/** A row of panels that a person declares. */
export interface DeclaredRow {
  readonly title: string;
  readonly panels: readonly DeclaredPanel[];
}

/** What such a row must look like. */
export const declaredRowFields: Fields<DeclaredRow> = {
  title: required(text()),
  panels: required(declaredPanelsShape),
};

/** Panels of a person as panels of a dashboard. */
export function asPanels(declared: readonly DeclaredPanel[]): readonly Panel[] {
  return declared.map((panel) => ({ kind: 'graph', ...panel, declared: true }));
}

/** What is wrong with drawing a result, which the types have not seen: of an expression that was given as text, or in JavaScript. */
export function checkDrawn({ title, kind }: Panel, { by, name }: Query, flow: Flow): Problem[] {
  const legend = `the legend of '${title}'`;
  const isOfBuckets = flow.kind === 'buckets' || flow.kind === 'histogram';
  const isTotal = flow.kind === 'counter' || (isOfBuckets && flow.totals !== 'rates');
  const isUnknown = flow.kind === 'unknown';
  return [
    ...by
      .filter((label) => lacks(flow.labels, label))
      .map((label) => unknownLabel(label, flow.labels, legend)),
    ...(by.length > 0 || name !== undefined
      ? []
      : [
          error('OPT003', `${legend} has neither a name nor a label: its lines could not be told apart`, {
            fix: "say 'by', 'name', or both",
          }),
        ]),
    ...(isTotal ? [refuse('drawnTotal', `'${title}'`)] : []),
    ...(kind === 'heatmap' && !isOfBuckets && !isUnknown
      ? [
          error(
            'TYP106',
            `'${title}' is a heat map, which shows the buckets of a histogram, and its expression gives none`,
            { fix: 'take the rates of buckets, summed by le, or draw a graph' },
          ),
        ]
      : []),
    ...(kind !== 'heatmap' && flow.kind === 'histogram' ? [refuse('histogramsIgnored', `'${title}'`)] : []),
  ];
}

/** Panels of a person that have the title of another: nobody could say which of them is meant. */
export function checkTitles(panels: readonly Panel[]): Problem[] {
  const titles = panels.map(({ title }) => title);
  const isTaken = ({ title, declared = false }: Panel, place: number): boolean =>
    declared &&
    titles.indexOf(title) !== titles.lastIndexOf(title) &&
    panels.findIndex((each) => each.declared === true && each.title === title) === place;
  return panels.filter(isTaken).map(({ title }) =>
    error('OPT002', `the title ('${title}') of a panel must be that of no other panel of its dashboard`, {
      fix: 'give it another title',
    }),
  );
}
