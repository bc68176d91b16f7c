import type { Call, FunctionName, Node } from '../../src/sightline/promql/syntax/ast';
import type { Change } from './change';

/** What is easily written in place of a function. */
const mistaken: Readonly<Partial<Record<FunctionName, readonly FunctionName[]>>> = {
  rate: ['increase', 'irate'],
  increase: ['rate'],
  sum_over_time: ['avg_over_time', 'max_over_time', 'count_over_time'],
  avg_over_time: ['sum_over_time', 'max_over_time'],
  min_over_time: ['max_over_time', 'last_over_time'],
  max_over_time: ['min_over_time', 'last_over_time'],
  last_over_time: ['sum_over_time', 'max_over_time'],
  count_over_time: ['sum_over_time'],
  clamp_min: ['clamp_max'],
  clamp_max: ['clamp_min'],
  absent: ['sgn'],
  timestamp: ['sgn'],
};

/** A call of another function, and what is given to it in its place where that is of the same type. */
export function changesOfCall(node: Call): readonly Change<Node>[] {
  const { name, args } = node;
  const others = mistaken[name] ?? [];
  const [first] = args;
  const clamps = name === 'clamp_min' || name === 'clamp_max';
  return [
    ...others.map((other) => ({ change: `${name} → ${other}`, result: { ...node, name: other } })),
    ...(clamps && first !== undefined ? [{ change: `drop ${name}`, result: first }] : []),
  ];
}
