import type { ExpositionFormat } from './exposition';
import type { PageBytes } from './page-bytes';

/** The format of a page of which nothing says it: OpenMetrics if the page has what only that has, and text otherwise. */
export function pageFormat(page: PageBytes): ExpositionFormat {
  let counter: string | undefined;
  for (let start = 0; start < page.length;) {
    const found = page.indexOf('\n', start);
    const end = found === -1 ? page.length : found;
    const line = page.slice(start, Math.min(end, start + longestMark));
    if (/^# (?:EOF\r?$|UNIT )/.test(line)) return 'openmetrics';
    const [, announced] = /^# TYPE (\S+) counter\r?$/.exec(line) ?? [];
    if (announced !== undefined) counter = announced;
    // a counter that gets `_total` only in its samples
    else if (counter !== undefined && !line.startsWith('#')) {
      if (line.startsWith(`${counter}_total`) && /^[ {]/.test(line.slice(counter.length + '_total'.length)))
        return 'openmetrics';
      counter = undefined;
    }
    start = end + 1;
  }
  return 'text';
}

/** What tells the formats apart stands at the beginning of a line. */
const longestMark = 1_000;
