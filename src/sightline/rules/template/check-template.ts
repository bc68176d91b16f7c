import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import type { Flow } from '../../promql/flow/flow';
import { lacks, listLabels } from '../../promql/flow/labels';
import { isPercent } from '../../promql/flow/unit';
import { readTemplate, type Reading } from './read-template';

/** The texts of an alert. */
export interface AlertTexts {
  readonly alert: string;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * What is wrong with the texts of an alert, its annotations and its labels, which are templates of Go: Prometheus refuses the whole rule file for
 * what it can't read, and writes nothing for a label that is not there.
 *
 * @param flow what is known of the result of the expression of the alert
 */
export function checkTemplates(
  { alert, annotations = {}, labels = {} }: AlertTexts,
  flow: Flow,
): readonly Problem[] {
  return Object.entries({ annotation: annotations, label: labels }).flatMap(([kind, texts]) =>
    Object.entries(texts).flatMap(([name, text]) =>
      checkTemplate(text, `${kind} '${name}' of alert '${alert}'`, flow),
    ),
  );
}

function checkTemplate(text: string, thing: string, { labels, unit, percent }: Flow): Problem[] {
  const { errors, labels: read, fields, percentages } = readTemplate(text);
  return [
    ...errors.map((each) => unreadable(thing, each)),
    ...fields.map((field) => unknownField(thing, field)),
    ...read.filter((label) => lacks(labels, label)).map((label) => missingLabel(thing, label, labels.names)),
    ...(percentages && isPercent(unit, percent) ? [percentOfPercent(thing)] : []),
  ];
}

function unreadable(thing: string, { what, shown, reason, fix }: Reading['errors'][number]): Problem {
  const cut = shown.length > 40 ? `${shown.slice(0, 40)}…` : shown;
  const message =
    what === 'text' ? `${thing} can't be read as a template at '${cut}': ${reason}` : `${thing} ${reason}`;
  return error('ALR403', message, { fix });
}

function unknownField(thing: string, field: string): Problem {
  const message = `${thing} reads '.${field}', which an alert does not have: it has .Labels, .Value, .ExternalLabels and .ExternalURL`;
  return error('ALR412', message, { fix: `a label is read as {{ $labels.${field} }}` });
}

function missingLabel(thing: string, label: string, names: ReadonlySet<string>): Problem {
  const meant = nearest(label, names);
  const message = `${thing} reads label '${label}', which the alert's expression does not have: it has ${listLabels(names)}`;
  return error('LBL205', message, meant === undefined ? {} : { fix: `did you mean '${meant}'?` });
}

function percentOfPercent(thing: string): Problem {
  const message = `${thing} says the value by humanizePercentage, which multiplies by 100, and it is in percent already`;
  return warning('ALR411', message, {
    fix: 'say {{ $value | humanize }} %, or take the share without * 100',
  });
}
