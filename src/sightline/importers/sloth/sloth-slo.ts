import type { Problem } from '../../problem/problem';
import { describe } from '../../problem/read';
import { linksOfAnnotations, otherLabels, ownerOf } from '../slo/alerting-links';
import { dropped, leftOut, noticed, under, type ImportRefusal } from '../slo/import-problems';
import { missingField, misspelled, unknownFields } from '../slo/known-fields';
import { field, numberOf, shown, textOf, type Located, type FilePlace } from '../yaml/located';
import { measureNotices } from '../slo/notices';
import { objectiveProblem } from '../slo/percent';
import type { ImportedSlo, Silenced } from '../slo/slo';
import { slothNames, type SlothNames } from './sloth-query';
import { slothSli, type SlothSli } from './sloth-sli';

/** Where an SLO of Sloth stands. */
export interface SlothContext {
  readonly service: string;
  readonly spec: Located;
  readonly isObject: boolean;
  readonly index: number;
}

const sloFields = ['name', 'objective', 'description', 'labels', 'sli', 'alerting', 'plugins'];
const pageAlert = { plain: 'page_alert', camel: 'pageAlert' };
const ticketAlert = { plain: 'ticket_alert', camel: 'ticketAlert' };

/** Sloth's own window, where it is not told another. */
const usualDays = 30;

/** An SLO of Sloth, if it can be carried over. */
export function slothSlo(
  value: Located,
  { service, spec, isObject, index }: SlothContext,
): { readonly slo?: ImportedSlo; readonly problems: readonly Problem[]; readonly isPlugin: boolean } {
  const name = textOf(field(value, 'name'));
  const place: FilePlace = { path: `${service}.${name ?? `slos[${index}]`}`, line: value.line };
  const names = slothNames(isObject);
  const needed = ['name', 'objective', 'sli'] as const;
  const written = needed.map((each) =>
    field(value, each) === undefined ? misspelled(value, each, sloFields) : undefined,
  );
  // what is probably meant by a name is said once, where it is missing
  const problems = unknownFields(value, [...sloFields, ...written.map((each) => each ?? '')], place);
  const indicator = field(value, 'sli');
  const isPlugin =
    indicator?.kind === 'map' && indicator.entries.size === 1 && indicator.entries.has('plugin');
  const failed = (refused: ImportRefusal, at: FilePlace) => ({
    problems: [...problems, leftOut(refused, at)],
    isPlugin,
  });
  const missing = (property: string, must: string) =>
    missingField({ holder: value, name: property, known: sloFields, must });
  if (name === undefined || name === '') return failed(missing('name', 'of an SLO must be a text'), place);
  const objective = numberOf(field(value, 'objective'));
  if (objective === undefined)
    return failed(
      missing('objective', 'must be a number, in percent'),
      under(place, 'objective', field(value, 'objective')?.line),
    );
  const wrong = objectiveProblem(objective, `'objective' (${shown(field(value, 'objective'))})`);
  if (wrong !== undefined) return failed(wrong, under(place, 'objective', field(value, 'objective')?.line));
  const plugins = field(value, 'plugins');
  if (plugins !== undefined) {
    const message = "plugins that change Sloth's rules are left out: rules are made here from the objective";
    problems.push(dropped(message, under(place, 'plugins', plugins.line)));
  }
  if (indicator === undefined)
    return failed(missing('sli', 'must have one of events, raw and plugin'), under(place, 'sli'));
  const sli: SlothSli = slothSli(indicator, { place, names });
  problems.push(...sli.problems);
  if (sli.measured === undefined) return { problems, isPlugin };
  const labels = field(value, 'labels');
  problems.push(...otherLabels(labels, under(place, 'labels', labels?.line)));
  const alerting = readAlerting(field(value, 'alerting'), { place, names, problems });
  problems.push(...measureNotices(sli.measured, place));
  return {
    slo: {
      service,
      name,
      objective,
      days: usualDays,
      description: textOf(field(value, 'description')),
      owner: ownerOf(labels) ?? ownerOf(field(spec, 'labels')),
      ...alerting,
      measured: sli.measured,
      place,
    },
    problems,
    isPlugin,
  };
}

interface AlertingContext {
  readonly place: FilePlace;
  readonly names: SlothNames;
  readonly problems: Problem[];
}

/** What is carried over of the alerting of an SLO: its links, and which alerts it does not want. */
function readAlerting(
  alerting: Located | undefined,
  { place, names, problems }: AlertingContext,
): {
  readonly silenced: Silenced;
  readonly runbook?: string | undefined;
  readonly dashboard?: string | undefined;
} {
  const at = under(place, 'alerting', alerting?.line);
  const page = field(alerting, ...names.of(pageAlert));
  const ticket = field(alerting, ...names.of(ticketAlert));
  const known = ['name', 'labels', 'annotations', ...names.of(pageAlert), ...names.of(ticketAlert)];
  problems.push(...unknownFields(alerting, known, at));
  const name = textOf(field(alerting, 'name'));
  if (name !== undefined) {
    problems.push(
      noticed(
        'IMP012',
        `the name of its alerts (${describe(name)}) is left out: they are called after what they find, such as ErrorBudgetBurnFast`,
        at,
      ),
    );
  }
  const alerts = [
    ['page_alert', page],
    ['ticket_alert', ticket],
  ] as const;
  for (const [owner, alert] of alerts)
    problems.push(
      ...unknownFields(alert, ['disable', 'labels', 'annotations'], under(at, owner, alert?.line)),
    );
  for (const [owner, holder] of [['', alerting] as const, ...alerts]) {
    const labels = field(holder, 'labels');
    const path = owner === '' ? 'labels' : `${owner}.labels`;
    problems.push(...otherLabels(labels, under(at, path, labels?.line)));
  }
  const links = linksOfAnnotations(
    [
      ['annotations', field(alerting, 'annotations')],
      ...alerts.map(([owner, alert]) => [`${owner}.annotations`, field(alert, 'annotations')] as const),
    ],
    at,
    problems,
  );
  return { silenced: { page: isDisabled(page), ticket: isDisabled(ticket) }, ...links };
}

function isDisabled(alert: Located | undefined): boolean {
  return textOf(field(alert, 'disable')) === 'true';
}
