import { groupBy } from '../../problem/group-by';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { check } from '../../promql/check/check';
import { parse } from '../../promql/parse/parse';
import { printLine } from '../../promql/print/print';
import type { Node } from '../../promql/syntax/ast';
import { seriesName } from '../../promql/syntax/series-name';
import { nodesIn } from '../../promql/syntax/walk';
import type { Check } from '../check';
import { type FinalObject, objectsOf, referenceOf } from '../world';
import { type PlacedRule, placedRules } from './final-groups';

/**
 * Rules by hand that stand in each other's way: two that record the same series (`REC503`), the same alert twice (`ALR408`), and one that reads what a later
 * one of its group records (`REC511`). What services declare is judged where it is bound.
 */
export const ruleOrderCheck: Check = {
  layer: 'rules',
  run: (world) => {
    const foreign = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule')
      .filter(({ rules }) => rules?.bound === undefined)
      .map(readRules);
    return [...foreign.flatMap(repeated), ...late(foreign.flat())];
  },
};

/** A rule, where it stands, and its expression; undefined where that can't be read. */
interface Placed extends PlacedRule<FinalObject> {
  readonly node: Node | undefined;
}

function readRules(object: FinalObject): Placed[] {
  return placedRules(object).map((placed) => ({ ...placed, node: parse(String(placed.rule.expr)).node }));
}

function at({ object, path }: Placed): { readonly object: string; readonly path: string } {
  return { object: referenceOf(object), path };
}

/** Of the rules of one object, those that are there before. */
function repeated(all: readonly Placed[]): Problem[] {
  const byKey = groupBy(all, ({ rule: { record, alert, labels = {} } }) => [
    JSON.stringify([record, alert, Object.entries(labels).sort()]),
  ]);
  const again = new Set([...byKey.values()].flatMap((same) => (same.length > 1 ? laterOnes(same) : [])));
  return all
    .filter((placed) => again.has(placed))
    .map((placed) => {
      const { record, alert } = placed.rule;
      const details = { ...at(placed), fix: 'leave one out, or tell them apart by a label' };
      return record === undefined
        ? warning(
            'ALR408',
            `alert '${alert ?? ''}' is there twice with the same labels and expression`,
            details,
          )
        : warning('REC503', `'${record}' is recorded twice with the same labels`, details);
    });
}

/** Of rules of one name, those that surely write the same series as an earlier one: they are the same, or both have one result without labels. */
function laterOnes(same: readonly Placed[]): readonly Placed[] {
  const texts = new Set<string>();
  let hasSingle = false;
  return same.filter(({ node, rule }) => {
    if (node === undefined) return false;
    const text = printLine(node);
    const isOne = rule.record !== undefined && isSingle(node);
    const isAgain = texts.has(text) || (isOne && hasSingle);
    texts.add(text);
    hasSingle ||= isOne;
    return isAgain;
  });
}

/** Whether a result is there at all times and has no labels, so that it is one series. */
function isSingle(node: Node): boolean {
  const { names, open } = check(node, { open: true }).flow.labels;
  return node.type === 'aggregation' && names.size === 0 && !open;
}

function late(all: readonly Placed[]): Problem[] {
  const homes = groupBy(all, ({ rule: { record } }) => (record === undefined ? [] : [record]));
  return all.flatMap((placed) => {
    const { node, object, group, index } = placed;
    // over a window one evaluation is no matter
    const read = (node === undefined ? [] : nodesIn(node)).flatMap((each) =>
      each.type === 'selector' ? [seriesName(each)] : [],
    );
    const name = read.find((each) => {
      const of = homes.get(each) ?? [];
      return (
        of.length > 0 &&
        of.every((home) => home.object === object && home.group === group && home.index > index)
      );
    });
    if (name === undefined) return [];
    return [
      warning(
        'REC511',
        `'${name}' is recorded later in the same group, so it is read as it was one evaluation before`,
        {
          ...at(placed),
          fix: 'move its rule before this one',
        },
      ),
    ];
  });
}
