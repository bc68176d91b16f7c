import type { Problem } from '../../problem/problem';
import { hasErrors } from '../../problem/problems';
import { buildContract } from './build-contract';
import {
  contractModel,
  objectiveModel,
  selectionsOf,
  typeOf,
  type ContractModel,
  type ObjectiveModel,
} from './contract-model';
import { isRefusal, leftOut, noticed, refusal, type ImportRefusal } from '../slo/import-problems';
import { dnsLabelOf, uniqueLabel } from '../slo/dns-label';
import type { ImportedSlo } from '../slo/slo';

/** Contracts, and what could not be put in them. */
export interface Assembled {
  readonly contracts: readonly ContractModel[];
  readonly problems: readonly Problem[];
}

/** One contract for each service, of the objectives that can be declared together. */
export function assembleContracts(slos: readonly ImportedSlo[]): Assembled {
  const problems: Problem[] = [];
  const services = new Map<string, ImportedSlo[]>();
  for (const slo of slos) services.set(slo.service, [...(services.get(slo.service) ?? []), slo]);
  const taken = new Set<string>();
  const contracts: ContractModel[] = [];
  for (const [service, all] of services) {
    const name = uniqueLabel(dnsLabelOf(service, 'service'), taken);
    const [first] = all;
    if (name !== service && first !== undefined) problems.push(renamed('service', service, name, first));
    const objectives = declarable(all, name, problems);
    if (objectives.length === 0) continue;
    const model = contractModel(name, objectives);
    const found = problemsOf(model);
    problems.push(...found);
    if (!hasErrors(found)) contracts.push(model);
  }
  return { contracts, problems };
}

function renamed(what: string, from: string, to: string, { place }: ImportedSlo): Problem {
  return noticed(
    'IMP011',
    `${what} '${from}' is called '${to}' here: it must be a DNS label of its own`,
    place,
  );
}

/** The objectives of a service that can be declared, by themselves and together, with names of their own. */
function declarable(all: readonly ImportedSlo[], service: string, problems: Problem[]): ObjectiveModel[] {
  const objectives: ObjectiveModel[] = [];
  const taken = new Set<string>();
  const declaredBefore: DeclaredBefore = { metrics: new Map(), target: new Map() };
  for (const slo of all) {
    const name = uniqueLabel(dnsLabelOf(slo.name, 'slo'), taken);
    if (name !== slo.name) problems.push(renamed('objective', slo.name, name, slo));
    const model = objectiveModel({ ...slo, name });
    const refused = isRefusal(model)
      ? model
      : (refusedAlone(service, model) ?? conflictWith(declaredBefore, model.slo));
    if (refused !== undefined) problems.push(leftOut(refused, slo.place));
    if (refused !== undefined || isRefusal(model)) continue;
    objectives.push(model);
  }
  return objectives;
}

/** What the library itself has against an objective. */
function refusedAlone(service: string, model: ObjectiveModel): ImportRefusal | undefined {
  const names = selectionsOf(model.slo.measured.sli).map(({ metric }) => metric);
  const long = [...names, ...labelsOf(model)].find((name) => name.length > longestName);
  if (long !== undefined)
    return refusal('IMP013', `the name '${long.slice(0, 40)}…' is longer than ${longestName} characters`);
  const { problems } = buildContract(contractModel(service, [model]));
  const failure = problems.find(({ severity }) => severity === 'error');
  return failure && refusal('IMP013', failure.message, { fix: failure.fix });
}

/** The compiler reads a name letter by letter, and ends somewhere. */
const longestName = 200;

function labelsOf({ slo, parts }: ObjectiveModel): readonly string[] {
  return [...slo.measured.by, ...parts.flatMap(({ wheres }) => wheres.flatMap((where) => [...where.keys()]))];
}

/** What the objectives of a service that come first have declared. */
interface DeclaredBefore {
  /** What each metric is, such as an own counter. */
  readonly metrics: Map<string, string>;
  readonly target: Map<string, string>;
}

/** Why an objective can't be declared beside those that come first; if it can, it is one of them from then on. */
function conflictWith(
  { metrics, target }: DeclaredBefore,
  { measured }: ImportedSlo,
): ImportRefusal | undefined {
  const own = selectionsOf(measured.sli).map(
    ({ kind, metric, origin }) =>
      [metric, `${origin === 'external' ? 'an external' : 'a'} ${typeOf(kind)}`] as const,
  );
  for (const [metric, what] of own) {
    const [name, before] = declaredAs(metrics, metric, what) ?? [metric, what];
    if (before !== what || name !== metric)
      return refusal('IMP013', `metric '${metric}' is ${what} here, and ${before} in an objective before it`);
  }
  for (const [label, value] of measured.target) {
    const before = target.get(label) ?? value;
    if (before !== value) {
      return refusal(
        'IMP013',
        `its queries select ${label}="${value}", and those of an objective before it ${label}="${before}": a contract is of one target`,
        { fix: 'give it a service of its own' },
      );
    }
  }
  for (const [metric, what] of own) metrics.set(metric, what);
  for (const [label, value] of measured.target) target.set(label, value);
  return undefined;
}

/** What was declared by a name, or by one that stands for the same series: a histogram has its count, sum and buckets. */
function declaredAs(
  metrics: DeclaredBefore['metrics'],
  metric: string,
  what: string,
): readonly [string, string] | undefined {
  const family = metric.replace(/_(count|sum|bucket)$/, '');
  return [...metrics].find(
    ([name, before]) =>
      name === metric ||
      (name === family && before === 'a histogram') ||
      (name === `${metric}_count` && what === 'a histogram'),
  );
}

/** What the library has against a contract, where it stands: warnings, as a rule, since each objective by itself is right. */
function problemsOf(model: ContractModel): readonly Problem[] {
  const { problems } = buildContract(model);
  const failure = problems.find(({ severity }) => severity === 'error');
  if (failure !== undefined) {
    const refused = refusal('IMP013', failure.message, { fix: failure.fix });
    return model.objectives.map(({ slo }) => leftOut(refused, slo.place));
  }
  const [first] = model.objectives;
  return problems.map((each) => {
    const at = model.objectives.find(({ slo }) => each.path === `objectives.${slo.name}.objective`) ?? first;
    return { ...each, ...at?.slo.place };
  });
}
