import { plural } from '../../problem/plural';
import type { Undecided } from '../../files/undecided';
import { renderProblems } from '../../problem/render';
import type { TextStyle } from '../../problem/text-style';
import { countProblems } from '../report-json';
import type { CheckReport } from './check-report';

/** A report for the terminal: the problems, what is undecided and why, and a summary of one line. */
export function printText(report: CheckReport, style: TextStyle): string {
  const { problems, undecided } = report;
  return [
    ...(problems.length === 0 ? [] : [renderProblems(problems, style)]),
    ...(undecided.length === 0 ? [] : [printUndecided(undecided, style)]),
    summaryOf(report, style),
  ].join('\n');
}

/** As many objects are named for each thing that is missing. */
const mostNamed = 3;

/** What is undecided, once for each thing that would decide it. */
function printUndecided(undecided: readonly Undecided[], style: TextStyle): string {
  const byMissing = new Map<string, Undecided[]>();
  for (const each of undecided) {
    for (const missing of each.missing) {
      const others = byMissing.get(missing);
      if (others === undefined) byMissing.set(missing, [each]);
      else others.push(each);
    }
  }
  const lines = [...byMissing].map(([missing, all]) => {
    const names = [
      ...new Set(
        all.map(({ object, file, line }) => `${object} (${style.place(file, line, `${file}:${line}`)})`),
      ),
    ];
    const more = names.length > mostNamed ? `, and ${names.length - mostNamed} more` : '';
    return `  ${missing}\n    of ${names.slice(0, mostNamed).join(', ')}${more}\n`;
  });
  return `undecided, and no mistake: what would decide it is not among the files\n${lines.join('')}`;
}

function summaryOf(
  { problems, undecided, answered, examined, since }: CheckReport,
  style: TextStyle,
): string {
  const { errors, warnings } = countProblems(problems);
  const { files, objects, rules, releases, dashboards, configurations } = examined;
  const looked = [
    plural(files, 'file'),
    plural(objects, 'object'),
    plural(rules, 'rule'),
    ...(dashboards === 0 ? [] : [plural(dashboards, 'dashboard')]),
    ...(configurations === 0 ? [] : [plural(configurations, 'Alertmanager configuration')]),
    ...(releases === 0 ? [] : [`the values of ${plural(releases, 'release')}`]),
  ];
  const open = new Set(undecided.map(({ object }) => object)).size;
  const found = [
    counted(errors, 'error', style),
    counted(warnings, 'warning', style),
    ...(open === 0 ? [] : [`${open} undecided`]),
    ...(answered.length === 0 ? [] : [`${answered.length} answered`]),
  ];
  const told =
    since === undefined ? '' : ` since ${since.ref}; ${plural(since.older, 'older problem')} not told`;
  return `Checked ${looked.join(', ')}: ${found.join(', ')}${told}.\n`;
}

function counted(count: number, severity: 'error' | 'warning', style: TextStyle): string {
  const said = plural(count, severity);
  return count === 0 ? said : style.severity(severity, said);
}
