import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { entriesOf, kindOf } from '../../problem/read';
import type { Refuse } from '../../problem/refusals';
import type { Names } from './aggregation';
import type { Fill, VectorMatching } from '../syntax/ast';
import { textsOf } from '../flow/labels';
import type { Vector } from './vector';

/** Which series of the two sides of an operator belong together. Without it: those with the same labels. */
export interface Matching {
  /**
   * Those that agree in these labels.
   *
   * @default - all labels, or all but `ignoring`
   */
  readonly on?: readonly string[];

  /**
   * Those that agree in all labels but these. Not together with `on`.
   *
   * @default - none
   */
  readonly ignoring?: readonly string[];

  /**
   * Many series on the left belong to one on the right; these labels of the right are added to each.
   *
   * @default - one to one
   */
  readonly groupLeft?: readonly string[];

  /**
   * Many series on the right belong to one on the left; these labels of the left are added to each.
   *
   * @default - one to one
   */
  readonly groupRight?: readonly string[];

  /**
   * A comparison gives 0 or 1 for each series in place of leaving some out.
   *
   * @default false
   */
  readonly bool?: boolean;

  /**
   * What counts for series that one side has and the other has not: one number for both sides, or one for each. Experimental, from 3.10 on.
   *
   * @default - such series are left out
   */
  readonly fill?: number | Fill;
}

type Open<L> = string extends L ? true : false;
type List<W, P extends keyof Matching> = W extends { readonly [Q in P]: infer N extends readonly string[] }
  ? Names<N>
  : never;
type Given<W, P extends keyof Matching> = W extends { readonly [Q in P]: readonly string[] } ? true : false;

/** The right side itself if the labels are the same, else the refusal. */
type Same<A extends string, B extends string, R> = true extends Open<A> | Open<B>
  ? R
  : [A, B] extends [B, A]
    ? R
    : Refuse<'differentLabels', OnlyIn<Exclude<A, B>, 'left'> | OnlyIn<Exclude<B, A>, 'right'>>;

type OnlyIn<L extends string, Side extends string> = `'${L}' is on the ${Side} only`;

type LackingOn<A extends string, B extends string, M extends string> =
  true extends Open<M>
    ? never
    : (Open<A> extends true ? never : Exclude<M, A>) | (Open<B> extends true ? never : Exclude<M, B>);

type LackingInclude<One extends string, G extends string> = true extends Open<One> | Open<G>
  ? never
  : Exclude<G, One>;

/** `never` if all labels that are taken over from the other side are there. */
type LackingIncludes<A extends string, B extends string, W> =
  LackingInclude<B, List<W, 'groupLeft'>> | LackingInclude<A, List<W, 'groupRight'>>;

/** @typeParam R the right side itself */
type Matches<A extends string, B extends string, W, R> =
  Given<W, 'on'> extends true
    ? [LackingOn<A, B, List<W, 'on'>>] extends [never]
      ? [LackingIncludes<A, B, W>] extends [never]
        ? R
        : Refuse<'groupLacks', `'${LackingIncludes<A, B, W>}'`>
      : Refuse<'onLacks', `'${LackingOn<A, B, List<W, 'on'>>}'`>
    : [LackingIncludes<A, B, W>] extends [never]
      ? Same<Exclude<A, List<W, 'ignoring'>>, Exclude<B, List<W, 'ignoring'>>, R>
      : Refuse<'groupLacks', `'${LackingIncludes<A, B, W>}'`>;

/** The right side itself where the sides can meet under this matching, else the refusal. Numbers meet with anything. */
export type Joins<A, B, W> =
  A extends Vector<infer L> ? (B extends Vector<infer R> ? Matches<L, R, W, B> : B) : B;

/** Like {@link Joins}, of calculations: `bool` has no meaning there. */
export type Calculates<A, B, W> = W extends { readonly bool: true } ? Refuse<'boolOnSet'> : Joins<A, B, W>;

/** Like {@link Joins}, of set operators: they match many to many. */
export type MeetsAsSets<A, B, W> = true extends Given<W, 'groupLeft'> | Given<W, 'groupRight'>
  ? Refuse<'groupOnSet'>
  : W extends { readonly bool: true }
    ? Refuse<'boolOnSet'>
    : W extends { readonly fill: number | Fill }
      ? Refuse<'fillOnSet'>
      : Joins<A, B, W>;

/** The labels of the result of arithmetic and comparisons. */
export type JoinedLabels<L extends string, R extends string, W> =
  Given<W, 'groupLeft'> extends true
    ? L | List<W, 'groupLeft'>
    : Given<W, 'groupRight'> extends true
      ? R | List<W, 'groupRight'>
      : Given<W, 'on'> extends true
        ? List<W, 'on'>
        : Exclude<L, List<W, 'ignoring'>>;

/** A matching as the syntax tree has it, and what is wrong with it. */
export interface ReadMatching {
  readonly matching?: VectorMatching;
  readonly bool: boolean;
  readonly fill?: Fill;
  readonly problems: readonly Problem[];
}

/** The matching of an operator as the syntax tree has it, and what is wrong with it. */
export function readMatching(operator: string, given: unknown): ReadMatching {
  if (given === undefined) return { bool: false, problems: [] };
  const entries = kindOf(given) === 'object' ? entriesOf(given) : undefined;
  if (entries === undefined) {
    return {
      bool: false,
      problems: [error('OPT002', `the matching of '${operator}' must be an object, such as { on: ['pod'] }`)],
    };
  }
  const problems: Problem[] = [];
  const lists: Partial<Record<string, readonly string[]>> = {};
  let bool = false;
  let fill: Fill | undefined;
  for (const { key: name, value, readable } of entries) {
    const labels = textsOf(value);
    if (value === undefined && readable) continue;
    if (name === 'bool' && typeof value === 'boolean') bool = value;
    else if (name === 'fill') {
      fill = readFill(value);
      if (fill === undefined)
        problems.push(
          error('OPT002', `'fill' of '${operator}' must be a number, or { left, right } with one or two`),
        );
    } else if (!['on', 'ignoring', 'groupLeft', 'groupRight'].includes(name)) {
      problems.push(
        error('OPT001', `'${name}' is no matching of '${operator}'`, {
          fix: 'say on, ignoring, groupLeft, groupRight, bool or fill: 0, for one side fill: { left: 0 }',
        }),
      );
    } else if (labels === undefined) {
      problems.push(error('OPT002', `'${name}' of '${operator}' must be a list of label names`));
    } else lists[name] = labels;
  }
  if (lists.on && lists.ignoring)
    problems.push(error('PQL020', `'${operator}' has both 'on' and 'ignoring': say one of them`));
  if (lists.groupLeft && lists.groupRight)
    problems.push(
      error('PQL020', `'${operator}' has many series on both sides: say groupLeft or groupRight`),
    );
  const labels = lists.on ?? lists.ignoring;
  const side = lists.groupLeft ? 'left' : 'right';
  const include = lists.groupLeft ?? lists.groupRight;
  const rest = { bool, ...defined({ fill }), problems };
  if (labels === undefined && include === undefined) return rest;
  const matching: VectorMatching = {
    type: lists.on ? 'on' : 'ignoring',
    labels: labels ?? [],
    ...(include === undefined ? {} : { group: { side, include } }),
  };
  return { ...rest, matching };
}

/** What fills a side, undefined if it is nothing that can. */
function readFill(given: unknown): Fill | undefined {
  if (typeof given === 'number') return { left: given, right: given };
  const entries = kindOf(given) === 'object' ? entriesOf(given) : undefined;
  const sides = entries?.filter(({ value }) => value !== undefined);
  if (sides === undefined || sides.length === 0) return undefined;
  const fits = sides.every(
    ({ key, value }) => (key === 'left' || key === 'right') && typeof value === 'number',
  );
  return fits ? Object.fromEntries(sides.map(({ key, value }) => [key, value])) : undefined;
}
