import { nearest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { lacks, listLabels, type LabelSet } from '../promql/flow/labels';

/** Words of Go's templates. */
const keywords = [
  'if',
  'else',
  'end',
  'range',
  'with',
  'define',
  'template',
  'block',
  'break',
  'continue',
  'nil',
  'true',
  'false',
];

/**
 * The functions that a template can call: those of Go, and those of Prometheus.
 *
 * @see https://pkg.go.dev/text/template#hdr-Functions
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#functions
 */
const functions = [
  ...[
    'and',
    'or',
    'not',
    'len',
    'index',
    'slice',
    'print',
    'printf',
    'println',
    'html',
    'js',
    'urlquery',
    'call',
  ],
  ...['eq', 'ne', 'lt', 'le', 'gt', 'ge'],
  ...['query', 'first', 'label', 'value', 'strvalue', 'sortByLabel', 'args', 'tmpl', 'match', 'reReplaceAll'],
  ...['title', 'toUpper', 'toLower', 'safeHtml', 'stripPort', 'stripDomain', 'urlQueryEscape'],
  ...['humanize', 'humanize1024', 'humanizeDuration', 'humanizePercentage', 'humanizeTimestamp'],
  ...['graphLink', 'tableLink', 'pathPrefix', 'externalURL'],
  ...['parseDuration', 'parseDurationTime', 'toTime', 'toDuration', 'now'],
];

/** A part of an action: a text, a variable or field with what follows its dots, a number, a word, or punctuation. */
const part =
  /\s+|"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'|\/\*[^]*?\*\/|\$?\w*(?:\.\w+)+|\$\w*|[\d.][\w.+-]*|[A-Za-z_]\w*|:=|[-|(),=.]/gy;

/** Where a label of the alert is read. */
const labelRead = /\$labels\.([A-Za-z_]\w*)/g;

/**
 * What is wrong with a text of an alert, a template of Go: Prometheus refuses the whole rule file for what it can't read, and writes
 * nothing for a label that is not there.
 *
 * @param thing which text, for messages
 * @param labels those that the expression of the alert has
 */
export function checkTemplate(text: string, thing: string, labels: LabelSet): Problem[] {
  const problems: Problem[] = [];
  let depth = 0;
  for (let at = text.indexOf('{{'); at >= 0;) {
    const close = endOf(text, at + 2);
    if (close === undefined)
      return [
        ...problems,
        unread(thing, text.slice(at), "an action that begins with '{{' must end with '}}'"),
      ];
    const action = text
      .slice(at + 2, close)
      .replace(/^-\s/, ' ')
      .replace(/\s-$/, ' ');
    problems.push(...checkAction(action, thing));
    const [word = ''] = /[a-z]+/.exec(action.trimStart()) ?? [];
    if (/^\s*(if|range|with|define|block)\b/.test(action)) depth++;
    if (/^\s*end\b/.test(action) && depth-- === 0)
      problems.push(unread(thing, word, 'there is no action that it ends'));
    at = text.indexOf('{{', close + 2);
  }
  if (depth > 0) problems.push(unread(thing, text, `${depth} of its actions have no '{{ end }}'`));
  const read = new Set([...text.matchAll(labelRead)].map(([, label = '']) => label));
  const missing = [...read].filter((label) => lacks(labels, label));
  return [
    ...problems,
    ...missing.map((label) => {
      const meant = nearest(label, labels.names);
      const message = `${thing} reads label '${label}', which the alert's expression does not have: it has ${listLabels(labels.names)}`;
      return error('LBL205', message, meant === undefined ? {} : { fix: `did you mean '${meant}'?` });
    }),
  ];
}

/** Where an action ends; undefined if it does not. Braces in its texts are no end. */
function endOf(text: string, start: number): number | undefined {
  const ends = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|\}\}/g;
  ends.lastIndex = start;
  for (let match = ends.exec(text); match !== null; match = ends.exec(text)) {
    if (match[0] === '}}') return match.index;
  }
  return undefined;
}

function checkAction(action: string, thing: string): Problem[] {
  part.lastIndex = 0;
  const words: string[] = [];
  let read = 0;
  for (let match = part.exec(action); match !== null; match = part.exec(action)) {
    read = part.lastIndex;
    if (/^[A-Za-z_]/.test(match[0]) && !match[0].includes('.')) words.push(match[0]);
  }
  if (read < action.length)
    return [unread(thing, action.trim(), `it has no meaning from '${action.slice(read, read + 10)}' on`)];
  const unknown = words.filter((word) => !keywords.includes(word) && !functions.includes(word));
  return unknown.map((word) => {
    const meant = nearest(word, functions);
    return error('ALR403', `${thing} calls '${word}', which is no function of Prometheus' templates`, {
      fix:
        meant === undefined
          ? 'see Prometheus’ template reference for what there is'
          : `did you mean '${meant}'?`,
    });
  });
}

function unread(thing: string, text: string, reason: string): Problem {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return error('ALR403', `${thing} can't be read as a template at '${shown}': ${reason}`, {
    fix: 'write it as {{ $value }} or {{ $labels.name }}, with functions after a |',
  });
}
