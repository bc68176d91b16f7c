import type { Problem } from '../../problem/problem';
import { placeOf } from '../../problem/render';
import { countProblems } from '../report-json';
import type { CheckReport } from './check-report';

/** A report as the XML of JUnit: a case for each problem, and one that passes where there is none. Warnings pass, and say so. */
export function printJunit({ problems }: CheckReport): string {
  const { errors } = countProblems(problems);
  const cases =
    problems.length === 0 ? ['    <testcase name="all" classname="sightline"/>'] : problems.map(caseOf);
  const count = `tests="${cases.length}" failures="${errors}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${count}>`,
    `  <testsuite name="sightline check" ${count}>`,
    ...cases,
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseOf(problem: Problem): string {
  const { id, severity, message, fix, file } = problem;
  const place = placeOf(problem);
  const text = [place, message, ...(fix === undefined ? [] : [`Fix: ${fix}`])].join('\n');
  const name = `${id} ${place}`;
  const body =
    severity === 'error'
      ? `<failure message="${escaped(message)}" type="${id}">${escaped(text)}</failure>`
      : `<system-out>${escaped(`${severity} ${text}`)}</system-out>`;
  return `    <testcase name="${escaped(name)}" classname="${escaped(file ?? 'sightline')}">${body}</testcase>`;
}

/** What XML has no character for is left out. */
function escaped(text: string): string {
  const named: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replace(/[&<>"]/g, (character) => named[character] ?? character);
}
