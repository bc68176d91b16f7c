import type { Problem } from '../../problem/problem';
import { describe } from '../../problem/read';
import { linksOfAnnotations, otherLabels, ownerOf } from '../slo/alerting-links';
import { isRefusal, leftOut, noticed, refusal, under, type ImportRefusal } from '../slo/import-problems';
import { meantBy, unknownFields } from '../slo/known-fields';
import { field, filledField, partOf, shown, textOf, type Located, type FilePlace } from '../yaml/located';
import { measureNotices } from '../slo/notices';
import type { OpenSloObjects } from './openslo-objects';
import { policyProblems } from './openslo-policies';
import { measureOf } from './openslo-sli';
import { objectiveFields, objectiveSuffixes, percentOf, slicesLeftOut } from './openslo-objective';
import { windowOf } from './openslo-window';
import type { ImportedSlo } from '../slo/slo';

/** The objectives of an SLO of OpenSLO that can be carried over. */
export function openSloSlos(
  document: Located,
  objects: OpenSloObjects,
): { readonly slos: readonly ImportedSlo[]; readonly problems: readonly Problem[]; readonly found: number } {
  const metadata = field(document, 'metadata');
  const given = field(document, 'spec');
  const spec = given ?? document;
  const name = textOf(field(metadata, 'name'));
  const service = textOf(field(spec, 'service'));
  const place: FilePlace = { path: name ?? 'SLO', line: document.line };
  const problems: Problem[] = [...unknownFields(given, specFields, under(place, 'spec'))];
  const list = field(spec, 'objectives');
  const objectives = list?.kind === 'list' ? list.items : [];
  const fail = (refused: ImportRefusal, value?: Located) => ({
    slos: [],
    problems: [...problems, leftOut(refused, { ...place, line: value?.line ?? place.line })],
    found: Math.max(1, objectives.length),
  });
  if (name === undefined || name === '')
    return fail(
      refusal('IMP001', `'metadata.name' (${shown(field(metadata, 'name'))}) of an SLO must be a text`),
    );
  if (service === undefined || service === '') {
    return fail(
      refusal('IMP001', `'spec.service' (${shown(field(spec, 'service'))}) must name the service`, {
        fix: meantBy(spec, ['service'], specFields),
      }),
    );
  }
  if (objectives.length === 0) {
    return fail(
      refusal('IMP001', `'spec.objectives' (${shown(list)}) must list at least one objective`, {
        fix: meantBy(spec, ['objectives'], specFields),
      }),
    );
  }
  const part = objectives.find((each) => filledField(each, 'indicator', 'indicatorRef') !== undefined);
  if (part !== undefined)
    return fail(
      refusal(
        'IMP007',
        "an objective with an 'indicator' of its own is a part of a composite SLO, whose budget is one of several SLIs",
        {
          fix: 'make an SLO of each of its objectives',
        },
      ),
      part,
    );
  const window = windowOf(spec);
  if (isRefusal(window)) return fail(window, field(spec, 'timeWindow'));
  const method = textOf(field(spec, 'budgetingMethod')) ?? 'Occurrences';
  if (!methods.includes(method)) {
    return fail(
      refusal('IMP001', `'budgetingMethod' (${describe(method)}) must be one of ${methods.join(', ')}`),
      field(spec, 'budgetingMethod'),
    );
  }
  const sli = indicatorOf(spec, objects);
  if (isRefusal(sli)) return fail(sli, field(spec, 'indicatorRef', 'indicator'));
  if (field(spec, 'budgetingMethod') === undefined) {
    const at = under(place, 'spec.budgetingMethod');
    problems.push(noticed('IMP012', "'budgetingMethod' is not said: Occurrences is assumed", at));
  }
  if (window.assumed !== undefined)
    problems.push(noticed('IMP012', window.assumed, under(place, 'spec.timeWindow')));
  problems.push(
    ...policyProblems(spec, objects, place),
    ...otherLabels(
      field(metadata, 'labels'),
      under(place, 'metadata.labels', field(metadata, 'labels')?.line),
    ),
  );
  const links = linksOfAnnotations(
    [['metadata.annotations', field(metadata, 'annotations')]],
    place,
    problems,
  );
  const found = objects.find('Service', service);
  const common = {
    service,
    days: window.days,
    description: descriptionOf(spec, sli.object, metadata),
    owner: ownerOf(field(metadata, 'labels')) ?? ownerOf(field(field(found, 'metadata'), 'labels')),
    ...links,
    silenced: { page: false, ticket: false },
  };
  const suffixes = objectiveSuffixes(objectives);
  const slos = objectives.flatMap((objective, index): readonly ImportedSlo[] => {
    const at: FilePlace = { path: `${place.path}.objectives[${index}]`, line: objective.line };
    problems.push(...unknownFields(objective, objectiveFields, at));
    const percent = percentOf(objective);
    const measure = measureOf(sli.spec, { objective, method }, objects);
    const refused = isRefusal(percent) ? percent : isRefusal(measure.measured) ? measure.measured : undefined;
    if (refused !== undefined || isRefusal(percent) || isRefusal(measure.measured)) {
      const { span } = refused ?? {};
      const isInQuery = span !== undefined && measure.text !== undefined && !isRefusal(percent);
      const where = isInQuery ? { ...at, ...partOf(measure.text, span) } : at;
      problems.push(leftOut(refused ?? refusal('IMP001', ''), where));
      return [];
    }
    if (method === 'Timeslices') problems.push(slicesLeftOut(objective, at));
    problems.push(
      ...measure.assumed.map((query) =>
        noticed('IMP012', `what '${query}' is a query of is not said: PromQL is assumed`, at),
      ),
      ...measureNotices(measure.measured, at),
    );
    return [
      {
        ...common,
        name: `${name}${suffixes[index] ?? ''}`,
        objective: percent.percent,
        measured: measure.measured,
        place: at,
      },
    ];
  });
  return { slos, problems, found: objectives.length };
}

const methods = ['Occurrences', 'Timeslices', 'RatioTimeslices'];

const specFields = [
  'description',
  'service',
  'indicator',
  'indicatorRef',
  'timeWindow',
  'budgetingMethod',
  'objectives',
  'alertPolicies',
];

/** The SLI of an SLO: its own, or the one that it refers to. */
function indicatorOf(
  spec: Located,
  objects: OpenSloObjects,
): { readonly spec: Located; readonly object: Located } | ImportRefusal {
  const ref = textOf(filledField(spec, 'indicatorRef'));
  const own = ref === undefined ? field(spec, 'indicator') : filledField(spec, 'indicator');
  if ((own === undefined) === (ref === undefined))
    return refusal('IMP001', "an SLO must have one of 'indicator' and 'indicatorRef'", {
      fix: meantBy(spec, ['indicator', 'indicatorRef'], specFields),
    });
  const object = own ?? objects.find('SLI', ref ?? '');
  if (object === undefined) {
    return refusal('IMP008', `'indicatorRef' (${ref}) is no SLI in this file, so there are no queries`, {
      fix: 'put the SLI into the same file, divided by ---',
    });
  }
  return { spec: field(object, 'spec') ?? object, object };
}

function descriptionOf(spec: Located, sli: Located, metadata: Located | undefined): string | undefined {
  return (
    textOf(field(spec, 'description')) ??
    textOf(field(field(sli, 'spec'), 'description')) ??
    textOf(field(metadata, 'displayName'))
  );
}
