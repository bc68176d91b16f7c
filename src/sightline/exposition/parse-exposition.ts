import type { Problem } from '../problem/problem';
import { error, warning } from '../problem/problems';
import { defaultVersion, type PrometheusVersion } from '../promql/syntax/dialect';
import { Cursor, Unreadable } from './cursor';
import type { Exposition, ExpositionFormat, MetricFamily, PageSample } from './exposition';
import { hasSuffix, possibleFamilies } from './family-suffixes';
import { pageBytes, shownBytes } from './page-bytes';
import type { PageEntry } from './page-entry';
import { pageFormat } from './page-format';
import { pageSyntax } from './page-syntax';
import { cut } from './read-labels';
import { readOpenMetricsEntry } from './read-openmetrics-entry';
import { readTextEntry } from './read-text-entry';
import { labelsOf } from './series-of';

/** A family while its page is read. */
type Growing = { -readonly [K in keyof MetricFamily]: MetricFamily[K] } & { samples: PageSample[] };

/** Of more lines that can't be read it is said how many there are: Prometheus reads none behind the first. */
const mostUnreadable = 20;

/** A page with more of them is read no further. */
const hopeless = 1_000;

const readers = { text: readTextEntry, openmetrics: readOpenMetricsEntry };

/**
 * Reads a metrics page as Prometheus does: the text format 0.0.4, or OpenMetrics 1.0. It is read in linear time. What Prometheus refuses, and with it the
 * whole page, is a problem with its line, and the rest is read all the same.
 *
 * @param page the page: its bytes, or a text, which stands for its bytes in UTF-8
 * @param format its format, if it is known. Default: OpenMetrics if the page has what only that has, and text otherwise
 * @param version the Prometheus that is to read it, from 2.42 on. Default: that of the pinned chart
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function parseExposition(
  page: string | Uint8Array,
  format?: ExpositionFormat,
  version: PrometheusVersion = defaultVersion,
): Exposition {
  const bytes = pageBytes(page);
  const known = format ?? pageFormat(bytes);
  const syntax = pageSyntax(version);
  const found = new Found(known);
  const cursor = new Cursor(bytes);
  if (bytes === '' && syntax.emptyPage) return found.result();
  for (let line = 1, counted = 0; ;) {
    const start = cursor.at;
    // lines are counted up to where an entry begins
    for (
      let end = bytes.indexOf('\n', counted);
      end !== -1 && end < start;
      end = bytes.indexOf('\n', counted)
    ) {
      line++;
      counted = end + 1;
    }
    cursor.overLines = undefined;
    try {
      const entry = readers[known](cursor, syntax);
      if (entry.kind === 'end') break;
      if (entry.kind === 'sample') {
        const read = labelsOf(entry, syntax);
        if ('why' in read) throw new Unreadable(read.why, start);
        found.sample(entry, read.labels, line);
      } else if (entry.kind !== 'nothing') found.say(entry, line);
    } catch (failure) {
      if (!(failure instanceof Unreadable)) throw failure;
      found.refuse(line, ...explained(cursor, start, failure));
      const end = bytes.indexOf('\n', start);
      if (end === -1 || failure.isEnd || found.unreadable >= hopeless) break;
      cursor.at = end + 1;
    }
  }
  return found.result();
}

/** Why a line can't be read, and the part of it: where quotes hold the end of the line, it is them. */
function explained(
  { bytes, overLines }: Cursor,
  start: number,
  { message, at }: Unreadable,
): [why: string, source: Problem['source']] {
  const found = bytes.indexOf('\n', start);
  const end = found === -1 ? bytes.length : found;
  const isBehind = at > end && overLines !== undefined;
  const place = Math.min(isBehind ? overLines : at, end);
  const first = Math.max(start, place - shownAround);
  const text = shownBytes(bytes.slice(first, Math.min(end, place + shownAround))).trimEnd();
  const column = shownBytes(bytes.slice(first, place)).length;
  return [
    isBehind ? 'its quotes are closed on another line only' : message,
    text === '' ? undefined : { text, start: column, end: column + 1 },
  ];
}

/** So many bytes of a line are shown before and behind what is wrong. */
const shownAround = 500;

/** What was found on a page so far. */
class Found {
  private readonly families = new Map<string, Growing>();
  private readonly problems: Problem[] = [];
  unreadable = 0;

  constructor(private readonly format: ExpositionFormat) {}

  result(): Exposition {
    const more = this.unreadable - mostUnreadable;
    const rest =
      more > 0
        ? [
            error(
              'EXP001',
              `${this.unreadable >= hopeless ? 'at least ' : ''}${more} more ${more === 1 ? "line can't" : "lines can't"} be read`,
              {
                fix: 'mend those above first',
              },
            ),
          ]
        : [];
    return {
      format: this.format,
      families: [...this.families.values()],
      problems: [...this.problems, ...rest],
    };
  }

  refuse(line: number, why: string, source: Problem['source']): void {
    this.unreadable++;
    if (this.unreadable > mostUnreadable) return;
    this.problems.push(
      error('EXP001', `line ${line} can't be read, and Prometheus refuses the whole page: ${why}`, {
        line,
        ...(source === undefined ? {} : { source: { ...source, firstLine: line } }),
      }),
    );
  }

  say({ kind, name, text }: Extract<PageEntry, { kind: 'help' | 'type' | 'unit' }>, line: number): void {
    const about = this.family(name, line);
    // Prometheus goes by the last one
    if (about[kind] !== undefined && kind !== 'unit') this.warnOfSecond(kind, name, line);
    about[kind] = kind === 'help' ? text : text.trim();
  }

  sample(
    { name, value, timestamp }: Extract<PageEntry, { kind: 'sample' }>,
    labels: PageSample['labels'],
    line: number,
  ): void {
    const sample = { name, labels, value, line, ...(timestamp === undefined ? {} : { timestamp }) };
    this.familyOf(name, line).samples.push(sample);
  }

  private readonly warned = new Set<string>();

  /** Once of each metric. */
  private warnOfSecond(kind: string, name: string, line: number): void {
    if (this.warned.has(name)) return;
    this.warned.add(name);
    const keyword = kind.toUpperCase();
    this.problems.push(
      warning(
        'EXP015',
        `there is a second ${keyword} of '${cut(name)}': Prometheus reads the page, and other readers refuse it`,
        {
          line,
          fix: 'put the pages of several processes together metric by metric, with one HELP and one TYPE each',
        },
      ),
    );
  }

  private family(name: string, line: number): Growing {
    const known = this.families.get(name);
    if (known !== undefined) return known;
    const made: Growing = { name, samples: [], line };
    this.families.set(name, made);
    return made;
  }

  /** The family that a sample belongs to: one whose type has its suffix, or else one of its own name. */
  private familyOf(sample: string, line: number): Growing {
    for (const { name, suffix } of possibleFamilies(sample)) {
      const known = this.families.get(name);
      if (known !== undefined && hasSuffix(this.format, known.type, suffix)) return known;
    }
    return this.family(sample, line);
  }
}
