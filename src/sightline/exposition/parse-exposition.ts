import type { Problem } from '../problem/problem';
import { error, type ProblemDetails } from '../problem/problems';
import type { Exposition, ExpositionFormat, MetricFamily, PageSample } from './exposition';
import { hasSuffix, possibleFamilies } from './family-suffixes';
import { NoSample, parseSample, unescape } from './parse-sample';

/** A family while its page is read. */
type Growing = { -readonly [K in keyof MetricFamily]: MetricFamily[K] } & { samples: PageSample[] };

/**
 * Reads a metrics page: the text format 0.0.4, or OpenMetrics 1.0. What can't be read is a problem with its line, and the rest is read
 * all the same. Lines may end with CR LF.
 *
 * @param page the page
 * @param format its format, if it is known. Default: OpenMetrics if the page has what only that has, and text otherwise
 * @see https://prometheus.io/docs/instrumenting/exposition_formats/
 */
export function parseExposition(page: string, format: ExpositionFormat = formatOf(page)): Exposition {
  const families = new Map<string, Growing>();
  const problems: Problem[] = [];
  const refuse = (line: number, why: string, details: ProblemDetails = {}): void => {
    problems.push(
      error('EXP001', `line ${line} can't be read, and Prometheus refuses the whole page: ${why}`, {
        line,
        ...details,
      }),
    );
  };
  const family = (name: string, line: number): Growing => {
    const known = families.get(name);
    if (known !== undefined) return known;
    const made: Growing = { name, samples: [], line };
    families.set(name, made);
    return made;
  };

  let ended = false;
  for (const [index, raw] of page.split('\n').entries()) {
    const line = index + 1;
    const text = raw.replace(/\r$/, '').trimStart();
    if (text === '') continue;
    if (ended) {
      refuse(line, "it stands after '# EOF'");
      break;
    }
    if (text.startsWith('#')) {
      ended = format === 'openmetrics' && /^# EOF$/.test(text);
      const why = ended ? undefined : describe(text, line, format, family);
      if (why !== undefined) refuse(line, why);
      continue;
    }
    try {
      const sample = parseSample(text, line, format);
      familyOf(sample.name, format, families, () => family(sample.name, line)).samples.push(sample);
    } catch (failure) {
      if (!(failure instanceof NoSample)) throw failure;
      const start = raw.length - raw.trimStart().length + failure.at;
      refuse(line, failure.message, {
        source: { text: raw.trimEnd(), start, end: start + 1, firstLine: line },
      });
    }
  }
  if (format === 'openmetrics' && !ended) {
    refuse(page.split('\n').length, "OpenMetrics ends with '# EOF', and this does not", {
      fix: 'the page may have been cut off',
    });
  }
  return { format, families: [...families.values()], problems };
}

/** What only OpenMetrics has: its end, a unit, or a counter that gets `_total` only in its samples. */
const marksOfOpenMetrics = [/^# EOF\r?$/m, /^# UNIT /m, /^# TYPE (\S+) counter\r?\n(?:# .*\n)*\1_total[ {]/m];

function formatOf(page: string): ExpositionFormat {
  return marksOfOpenMetrics.some((mark) => mark.test(page)) ? 'openmetrics' : 'text';
}

/**
 * Reads a comment that describes a metric. Others say nothing.
 *
 * @returns why it can't be read, if so
 */
function describe(
  text: string,
  line: number,
  format: ExpositionFormat,
  family: (name: string, line: number) => Growing,
): string | undefined {
  const keywords = format === 'openmetrics' ? 'HELP|TYPE|UNIT' : 'HELP|TYPE';
  const pattern = new RegExp(
    `^#[ \\t]+(${keywords})[ \\t]+("(?:[^"\\\\]|\\\\.)*"|[^ \\t]+)(?:[ \\t]+(.*))?$`,
  );
  const [, keyword, name = '', content = ''] = pattern.exec(text) ?? [];
  if (keyword === undefined) return undefined;
  const about = family(name.startsWith('"') ? unescape(name.slice(1, -1)) : name, line);
  const field = { HELP: 'help', TYPE: 'type', UNIT: 'unit' }[keyword] as 'help' | 'type' | 'unit'; // the three of the pattern
  if (about[field] !== undefined) return `there is a second ${keyword} of '${about.name}'`;
  if (field === 'type' && content.trim() === '') return `'${about.name}' has an empty TYPE`;
  if (field === 'help')
    about.help =
      format === 'openmetrics'
        ? unescape(content)
        : content.replace(/\\([\\n])/g, (_, character: string) => (character === 'n' ? '\n' : character));
  else about[field] = content.trim();
  return undefined;
}

/** The family that a sample belongs to: one whose type has its suffix, or else one of its own name. */
function familyOf(
  sample: string,
  format: ExpositionFormat,
  families: ReadonlyMap<string, Growing>,
  own: () => Growing,
): Growing {
  for (const { name, suffix } of possibleFamilies(sample)) {
    const known = families.get(name);
    if (known !== undefined && hasSuffix(format, known.type, suffix)) return known;
  }
  return own();
}
