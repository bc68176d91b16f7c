import type { BoundRule } from '../../src/rules/rule';
import type { Server } from '../../src/prometheus/server';
import { median } from '../measure';
import { end } from './history';
import { secondsOf, type Group, type Shape } from './shape';

/** The moments that each rule is evaluated at: none is that of a sample. */
export const instants = [17.3, 71.9, 133.1, 198.7, 251.3].map((before) => end - before);

/** What an evaluation costs, or a minute of evaluations. */
export interface Cost {
  /** Samples read. */
  readonly samples: number;

  /** Seconds of evaluation. */
  readonly seconds: number;
}

/** What a shape costs in a minute, by group. */
export interface ShapeCost extends Cost {
  readonly name: string;
  readonly groups: readonly (Cost & { readonly name: string })[];
}

/** What the rules of a shape cost in a minute: of each rule the median evaluation, as often as its group is evaluated. */
export async function costOf(server: Server, { name, groups }: Shape): Promise<ShapeCost> {
  const costs = [];
  for (const group of groups) costs.push({ name: group.name, ...(await costOfGroup(server, group)) });
  return { name, groups: costs, ...total(costs) };
}

async function costOfGroup(server: Server, group: Group): Promise<Cost> {
  const costs = [];
  for (const rule of group.rules) costs.push(await costOfRule(server, rule));
  const { samples, seconds } = total(costs);
  const perMinute = 60 / secondsOf(group);
  return { samples: samples * perMinute, seconds: seconds * perMinute };
}

async function costOfRule(server: Server, rule: BoundRule): Promise<Cost> {
  const costs = [];
  for (const at of instants) costs.push(await costAt(server, rule, at));
  return {
    samples: median(costs.map(({ samples }) => samples)),
    seconds: median(costs.map(({ seconds }) => seconds)),
  };
}

/** The part of an answer that says what it cost. */
interface Answer {
  readonly result: readonly unknown[];
  readonly stats: {
    readonly timings: { readonly evalTotalTime: number };
    readonly samples: { readonly totalQueryableSamples: number };
  };
}

async function costAt(server: Server, rule: BoundRule, time: number): Promise<Cost> {
  const answer = await server.api('query', { query: rule.expr, time, stats: 'all' });
  const name = 'record' in rule ? rule.record : rule.alert;
  if (!answer.ok) throw new Error(`${name} was refused: ${answer.error}`);
  const { result, stats } = answer.data as Answer; // as documented
  const samples = stats.samples.totalQueryableSamples;
  // a rule that finds nothing costs nothing, and would flatter whoever wrote it
  const found = 'alert' in rule ? samples > 0 : result.length > 0;
  if (!found) throw new Error(`${name} finds nothing to read`);
  return { samples, seconds: stats.timings.evalTotalTime };
}

function total(costs: readonly Cost[]): Cost {
  return {
    samples: costs.reduce((sum, { samples }) => sum + samples, 0),
    seconds: costs.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}
