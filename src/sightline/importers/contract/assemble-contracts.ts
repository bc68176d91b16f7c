import type { Problem } from '../../problem/problem';
import { hasErrors } from '../../problem/problems';
import { buildContract } from './build-contract';
import {
  contractModel,
  objectiveModel,
  scrapedMetric,
  selectionsOf,
  typeOf,
  type ContractModel,
  type ObjectiveModel,
} from './contract-model';
import { isRefusal, leftOut, noticed, refusal, type Refusal } from '../import-problems';
import { dnsLabelOf, uniqueLabel } from './names';
import type { ImportedSlo } from '../slo';

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
  const together: Together = { types: new Map(), target: new Map() };
  for (const slo of all) {
    const name = uniqueLabel(dnsLabelOf(slo.name, 'slo'), taken);
    if (name !== slo.name) problems.push(renamed('objective', slo.name, name, slo));
    const model = objectiveModel({ ...slo, name });
    const refused = isRefusal(model)
      ? model
      : (refusedAlone(service, model) ?? refusedTogether(model.slo, together));
    if (refused !== undefined) problems.push(leftOut(refused, slo.place));
    if (refused !== undefined || isRefusal(model)) continue;
    objectives.push(model);
  }
  const ownsSomething = objectives.some(({ parts }) => parts.some(({ metric }) => metric !== scrapedMetric));
  if (ownsSomething) return objectives;
  const nothing = refusal(
    'IMP013',
    `service '${service}' has no metric but '${scrapedMetric}', which Prometheus writes, and a contract lists what a service exposes itself`,
    { fix: 'declare a metric of the service, and add the objective to its contract' },
  );
  problems.push(...objectives.map(({ slo }) => leftOut(nothing, slo.place)));
  return [];
}

/** What the library itself has against an objective. */
function refusedAlone(service: string, model: ObjectiveModel): Refusal | undefined {
  const names = selectionsOf(model.slo.measured.sli).map(({ metric }) => metric);
  const long = [...names, ...labelsOf(model)].find((name) => name.length > longestName);
  if (long !== undefined)
    return refusal('IMP013', `the name '${long.slice(0, 40)}…' is longer than ${longestName} characters`);
  const { problems } = buildContract(contractModel(service, [model]));
  const failure = problems.find(
    ({ severity, path }) => severity === 'error' && !(path === 'metrics' && names.includes(scrapedMetric)),
  );
  return failure && refusal('IMP013', failure.message, { fix: failure.fix });
}

/** The compiler reads a name letter by letter, and ends somewhere. */
const longestName = 200;

function labelsOf({ slo, parts }: ObjectiveModel): readonly string[] {
  return [...slo.measured.by, ...parts.flatMap(({ wheres }) => wheres.flatMap((where) => [...where.keys()]))];
}

/** What the objectives of a service so far have in common. */
interface Together {
  readonly types: Map<string, string>;
  readonly target: Map<string, string>;
}

function refusedTogether({ measured }: ImportedSlo, { types, target }: Together): Refusal | undefined {
  for (const { kind, metric } of selectionsOf(measured.sli)) {
    const type = typeOf(kind);
    const before = types.get(metric) ?? type;
    if (before !== type)
      return refusal(
        'IMP013',
        `metric '${metric}' is a ${type} here, and a ${before} in an objective before it`,
      );
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
  for (const { kind, metric } of selectionsOf(measured.sli)) types.set(metric, typeOf(kind));
  for (const [label, value] of measured.target) target.set(label, value);
  return undefined;
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
    return { ...each, ...(at === undefined ? {} : at.slo.place) };
  });
}
