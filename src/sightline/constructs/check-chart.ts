import { Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { types } from 'node:util';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { attempt } from '../problem/read';

/** The chart that a construct stands in; undefined where it stands in none. */
export function chartOf({ node }: IConstruct): Chart | undefined {
  // each scope is above the next; the nearest chart counts
  return [...node.scopes].reverse().find((scope): scope is Chart => Chart.isChart(scope));
}

/** A construct whose objects stand in no chart, and so in no file: cdk8s throws when they are made. */
export function checkChart(construct: IConstruct): Problem[] {
  if (chartOf(construct) !== undefined) return [];
  return [
    error('OPT003', 'it stands in no chart, so its objects would be in no file', {
      fix: 'create it in a Chart, not in the app itself',
    }),
  ];
}

/** Whether something is a construct: a proxy of one, or what inherits from one, is not. */
export function isConstruct(value: unknown): value is IConstruct {
  return (
    attempt(() => Construct.isConstruct(value) && Object.hasOwn(value, 'node'), false) &&
    !types.isProxy(value)
  );
}
