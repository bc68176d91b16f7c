import type { BoundRule } from '../../src/sightline/rules/rule';
import type { Client } from '../../src/sightline/prometheus/client';
import { instants, month } from './month';
import { secondsOf, type Group, type Shape } from './shape';

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

/** What the rules of a shape cost in a minute: of each rule the mean evaluation, as often as its group is evaluated. */
export async function costOf(server: Client, { name, groups }: Shape): Promise<ShapeCost> {
  const costs = [];
  for (const group of groups) costs.push({ name: group.name, ...(await costOfGroup(server, group)) });
  return { name, groups: costs, ...total(costs) };
}

async function costOfGroup(server: Client, group: Group): Promise<Cost> {
  const costs = [];
  for (const rule of group.rules) costs.push(await costOfRule(server, rule));
  const { samples, seconds } = total(costs);
  const perMinute = 60 / secondsOf(group);
  return { samples: samples * perMinute, seconds: seconds * perMinute };
}

async function costOfRule(server: Client, rule: BoundRule): Promise<Cost> {
  await checkFound(server, rule);
  const costs = [];
  for (const at of instants) costs.push(await costAt(server, rule, at));
  const { samples, seconds } = total(costs);
  return { samples: samples / costs.length, seconds: seconds / costs.length };
}

/** A rule that finds nothing to read costs nothing, and would flatter whoever wrote it. */
async function checkFound(server: Client, rule: BoundRule): Promise<void> {
  const selectors = new Set(rule.expr.match(/[a-z_:][a-z0-9_:]*\{[^}]*\}/g));
  for (const selector of selectors) {
    const found = await server.query(`count(last_over_time(${selector}[1h]))`, month.end);
    if (found.length === 0) throw new Error(`${nameOf(rule)} finds nothing to read: ${selector}`);
  }
}

/** The part of an answer that says what it cost. */
interface Answer {
  readonly stats: {
    readonly timings: { readonly evalTotalTime: number };
    readonly samples: { readonly totalQueryableSamples: number };
  };
}

function costAt(server: Client, rule: BoundRule, time: number): Promise<Cost> {
  return costOfQuery(server, 'query', { query: rule.expr, time }, nameOf(rule));
}

/**
 * What a query costs.
 *
 * @param name of what asks, for the message
 * @throws Error when it is refused
 */
export async function costOfQuery(
  server: Client,
  path: 'query' | 'query_range',
  params: Readonly<Record<string, string | number>>,
  name: string,
): Promise<Cost> {
  const answer = await server.api(path, { ...params, stats: 'all' });
  if (!answer.ok) throw new Error(`${name} was refused: ${answer.error}`);
  const { timings, samples } = (answer.data as Answer).stats; // as documented
  return { samples: samples.totalQueryableSamples, seconds: timings.evalTotalTime };
}

function nameOf(rule: BoundRule): string {
  return 'record' in rule ? rule.record : rule.alert;
}

function total(costs: readonly Cost[]): Cost {
  return {
    samples: costs.reduce((sum, { samples }) => sum + samples, 0),
    seconds: costs.reduce((sum, { seconds }) => sum + seconds, 0),
  };
}
