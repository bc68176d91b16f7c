import type { ReadPanel } from '../../dashboards/grafana/read-dashboard';
import { isOfOthers, type ReadQuery } from '../../dashboards/grafana/read-query';
import { substitute, type SubstitutedQuery } from '../../dashboards/grafana/substitute';
import type { Problem } from '../../problem/problem';
import { error, hasErrors, warning } from '../../problem/problems';
import { fieldOf, type FinalDashboard } from './final-dashboards';

/** What Prometheus itself refuses: such a panel shows an error. */
const refused = /^PQL00[1-58]$/;

/** What nobody needs to be told of a dashboard: style. */
const style = /^PQL007$/;

/** About a matcher whose value somebody chooses, and which may be empty. */
const ofMatchers = /^(?:LBL20[1279]|TYP107|PQL004)$/;

/** What is wrong with the queries of a dashboard, with variables filled in. Those in other languages are left alone. */
export function queryProblems(
  dashboard: FinalDashboard,
  problemsOf: (query: string) => readonly Problem[],
): Problem[] {
  const { model } = dashboard;
  if (model === undefined) return [];
  const told = new Set<string>();
  const check = (query: ReadQuery, panel?: ReadPanel): Problem[] => {
    if (query.language === 'other') return [];
    const filled = substitute(query.text, model.variables, query.part);
    const placed = { path: fieldOf(dashboard, query.at) };
    const where =
      panel === undefined ? `'${dashboard.name}'` : `panel '${panel.title}' of '${dashboard.name}'`;
    const isOpen = filled.undeclared.length > 0;
    const undeclared = isOpen && !isOfOthers(filled.text) ? undeclaredIn(query, filled, where, told) : [];
    // what stands in the place of a variable is not known then
    const found = isOpen
      ? []
      : [...foundIn(query, filled, problemsOf), ...labelProblems(query, filled, problemsOf)];
    const short =
      panel === undefined || panel.hasInterval || hasErrors(found) ? [] : shortWindows(query, filled, where);
    return [...undeclared, ...found, ...short].map((problem) => ({ ...problem, ...placed }));
  };
  return [
    ...model.panels.flatMap((panel) => panel.queries.flatMap((query) => check(query, panel))),
    ...model.others.flatMap((query) => check(query)),
  ];
}

function foundIn(
  { text, language }: ReadQuery,
  { text: filled, certainty, partOf, isReplaced }: SubstitutedQuery,
  problemsOf: (query: string) => readonly Problem[],
): Problem[] {
  if (certainty === 'guess') return [];
  const found = problemsOf(filled).flatMap((problem): Problem[] => {
    const { id, severity, source } = problem;
    const isRefused = refused.test(id) && severity === 'error';
    if (style.test(id) || (certainty === 'choice' && !isRefused)) return [];
    if (source === undefined) return [{ ...problem, severity: weaker(severity) }];
    const isOfVariable = isReplaced(source.start, Math.max(source.end, source.start + 1));
    if (isOfVariable && ofMatchers.test(id)) return [];
    const placed = { ...problem, source: { text, ...partOf(source.start, source.end) } };
    return [isRefused ? placed : { ...placed, severity: weaker(severity) }];
  });
  // nobody says that it is asked of a Prometheus, or it is asked of what understands more
  const isOpen = hasErrors(found) && (language === 'unknown' || isOfOthers(filled));
  return isOpen ? [] : found;
}

/** A label that the series do not have, so that a variable has no values. */
function labelProblems(
  { text, label }: ReadQuery,
  { text: filled, certainty }: SubstitutedQuery,
  problemsOf: (query: string) => readonly Problem[],
): Problem[] {
  if (label === undefined || certainty !== 'whole') return [];
  const name = text.slice(label.start, label.end);
  return problemsOf(`count by (${name}) (${filled})`).flatMap((problem) =>
    problem.id === 'LBL201' && problem.message.includes(`'${name}' in by`)
      ? [
          {
            ...problem,
            severity: 'warning',
            message: problem.message.replace(' in by (…)', ''),
            source: { text, ...label },
          },
        ]
      : [],
  );
}

function weaker(severity: Problem['severity']): Problem['severity'] {
  return severity === 'error' ? 'warning' : severity;
}

/** Variables that Grafana does not know, so that it leaves their names in the query; each is told once of a dashboard. */
function undeclaredIn(
  { text }: ReadQuery,
  { undeclared }: SubstitutedQuery,
  where: string,
  told: Set<string>,
): Problem[] {
  return undeclared.flatMap(({ name, start, end }) => {
    // Flux and others fill in such names before anything is applied
    const isOfFlux = text.startsWith('${', start) && /^[A-Z][A-Z0-9_]*$/.test(name);
    if (isOfFlux || told.has(name)) return [];
    told.add(name);
    const message = `a query of ${where} has '${text.slice(start, end)}', and the dashboard declares no variable '${name}': Grafana sends the text as it is, and no series matches it`;
    const fix = 'declare the variable, or write what is meant';
    return [warning('DSH906', message, { fix, source: { text, start, end } })];
  });
}

/** Rates over the time between two points, which may have no two samples in it. */
function shortWindows(
  { text }: ReadQuery,
  { shortWindows: found }: SubstitutedQuery,
  where: string,
): Problem[] {
  const short = found.find(({ start }) =>
    /\b(?:rate|irate|increase|delta|idelta|deriv)\s*\([^()]*\[\s*$/.test(text.slice(0, start)),
  );
  if (short === undefined) return [];
  const { start, end } = short;
  const message = `a query of ${where} takes a rate over ${text.slice(start, end)}: where somebody looks at a short time, that is shorter than the time between two scrapes, and the graph is empty`;
  const fix = 'write $__rate_interval, which is never shorter than four scrapes';
  return [warning('DSH909', message, { fix, source: { text, start, end } })];
}

/** Kept apart from warnings, so that it is clear which dashboards Grafana never shows. */
export function notLoaded(
  dashboard: FinalDashboard,
  why: string,
  fix: string,
  at: readonly (string | number)[] = [],
): Problem {
  return error('DSH910', `Grafana does not load the dashboard '${dashboard.name}': ${why}`, {
    path: fieldOf(dashboard, at),
    fix,
  });
}
