import { isMade } from '../problem/made';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { describeKind, entriesOf, kindOf } from '../problem/read';
import type { MetricDeclaration } from './metric';

/** What a contract knows of an objective: its name, and what it stands on. How it is measured is data of the layers above. */
export interface ObjectiveDeclaration {
  /** A DNS label, unique within the service: the value of the label `slo`. */
  readonly name: string;

  /** The metrics that it is measured by. */
  readonly metrics: readonly MetricDeclaration[];

  /** What is wrong with it. Declaring never throws: a construct reports this under its path. */
  readonly problems: readonly Problem[];
}

/** The objectives in a list of anything, and what is wrong with the rest and with all of them together. */
export function readObjectives(
  given: unknown,
  metrics: readonly MetricDeclaration[],
): { readonly objectives: readonly ObjectiveDeclaration[]; readonly problems: readonly Problem[] } {
  if (given === undefined) return { objectives: [], problems: [] };
  const entries = kindOf(given) === 'list' ? entriesOf(given) : undefined;
  if (entries === undefined) {
    const message = `'objectives' (${describeKind(given)}) must be a list of objectives`;
    return { objectives: [], problems: [error('OPT002', message, { path: 'objectives' })] };
  }
  const objectives: ObjectiveDeclaration[] = [];
  const problems: Problem[] = [];
  for (const [index, { value }] of entries.entries()) {
    if (!isObjectiveDeclaration(value)) {
      const path = `objectives[${index}]`;
      const message = `'${path}' (${describeKind(value)}) must be made by availabilityObjective, latencyObjective or gaugeObjective`;
      problems.push(error('OPT002', message, { path }));
      continue;
    }
    problems.push(...value.problems, ...checkInContract(value, objectives, metrics));
    objectives.push(value);
  }
  return { objectives, problems };
}

/** What is wrong with an objective in its contract: a name that another one has, a metric that is not exposed. */
function checkInContract(
  { name, metrics: needed }: ObjectiveDeclaration,
  before: readonly ObjectiveDeclaration[],
  exposed: readonly MetricDeclaration[],
): Problem[] {
  const path = `objectives.${name}`;
  const missing = needed.filter((metric) => metric.origin === 'own' && !exposed.includes(metric));
  return [
    ...(before.some((other) => other.name === name)
      ? [
          error('REC503', `objective '${name}' is there twice, and both would be recorded as one`, {
            path,
            fix: 'give each a name of its own',
          }),
        ]
      : []),
    ...missing.map((metric) =>
      error('TYP101', `metric '${metric.name}' of objective '${name}' is not in the contract`, {
        path,
        fix: "add it to the contract's 'metrics'",
      }),
    ),
  ];
}

function isObjectiveDeclaration(value: unknown): value is ObjectiveDeclaration {
  return isMade('objective', value);
}
