/** Words of Go's templates, as they begin an action. */
export const keywords: readonly string[] = [
  ...['if', 'else', 'end', 'range', 'with', 'define', 'template', 'block', 'break', 'continue'],
  ...['nil', 'true', 'false'],
];

/** Functions of Prometheus that can not be called without anything. */
export const needing: readonly string[] = [
  ...['query', 'first', 'label', 'value', 'strvalue', 'sortByLabel', 'match', 'reReplaceAll'],
  ...['title', 'toUpper', 'toLower', 'safeHtml', 'stripPort', 'stripDomain', 'urlQueryEscape'],
  ...['humanize', 'humanize1024', 'humanizeDuration', 'humanizePercentage', 'humanizeTimestamp'],
  ...['graphLink', 'tableLink', 'parseDuration', 'toTime', 'toDuration'],
];

/**
 * The functions that a template can call: those of Go, and those of Prometheus.
 *
 * @see https://pkg.go.dev/text/template#hdr-Functions
 * @see https://prometheus.io/docs/prometheus/latest/configuration/template_reference/#functions
 */
export const functions: readonly string[] = [
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
  ...needing,
  ...['args', 'tmpl', 'pathPrefix', 'externalURL', 'parseDurationTime', 'now'],
];

/** The variables that Prometheus defines before each text of an alert. */
export const variables: readonly string[] = ['$labels', '$value', '$externalLabels', '$externalURL'];

/** What the dot holds at the start of a text: the fields that an alert has. */
export const fields: readonly string[] = ['Labels', 'Value', 'ExternalLabels', 'ExternalURL'];
