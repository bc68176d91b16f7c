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
import { finalGroups, type FinalRule, placeOf } from './final-groups';

/**
 * Rules by hand that stand in each other's way: two that record the same series (`REC503`), the same alert twice (`ALR408`), and one that reads what a later
 * one of its group records (`REC511`). What services declare is judged where it is bound.
 */
export const ruleOrderCheck: Check = {
  layer: 'rules',
  run: (world) => {
    const foreign = objectsOf(world, 'monitoring.coreos.com', 'PrometheusRule')
      .filter(({ rules }) => rules?.bound === undefined)
      .map(placedRules);
    return [...foreign.flatMap(repeated), ...late(foreign.flat())];
  },
};

/** A rule and where it stands. */
interface Placed {
  readonly rule: FinalRule;
  readonly object: FinalObject;
  readonly group: number;
  readonly index: number;

  /** Its expression; undefined where it can't be read. */
  readonly node: Node | undefined;
}

function placedRules(object: FinalObject): Placed[] {
  return finalGroups(object).flatMap(({ rules = [] }, group) =>
    rules.map((rule, index) => ({
      rule,
      object,
      group,
      index,
      node: parse(String(rule.expr)).node,
    })),
  );
}

function at({ object, group, index }: Placed): { readonly object: string; readonly path: string } {
  return { object: referenceOf(object), path: placeOf(object, group, index) };
}

/** Of the rules of one object, those that are there before. */
function repeated(all: readonly Placed[]): Problem[] {
  const before = new Map<string, Placed[]>();
  return all.flatMap((placed) => {
    const { rule, node } = placed;
    if (node === undefined) return [];
    const { record, alert, labels = {} } = rule;
    const key = JSON.stringify([record, alert, Object.entries(labels).sort()]);
    const others = before.get(key) ?? [];
    before.set(key, [...others, placed]);
    const other = others.find((each) => collide(each, placed));
    if (other === undefined) return [];
    if (record === undefined)
      return [
        warning('ALR408', `alert '${alert ?? ''}' is there twice with the same labels and expression`, {
          ...at(placed),
          fix: 'leave one out, or tell them apart by a label',
        }),
      ];
    return [
      warning('REC503', `'${record}' is recorded twice with the same labels`, {
        ...at(placed),
        fix: 'leave one out, or tell them apart by a label',
      }),
    ];
  });
}

/** Whether two rules of one name surely write the same series: they are the same, or both have one result without labels. */
function collide({ node: one, rule }: Placed, { node: other }: Placed): boolean {
  if (one === undefined || other === undefined) return false;
  if (printLine(one) === printLine(other)) return true;
  return rule.record !== undefined && isSingle(one) && isSingle(other);
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
