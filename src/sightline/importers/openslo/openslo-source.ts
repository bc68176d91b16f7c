import { isRefusal, refusal, type ImportRefusal } from '../slo/import-problems';
import { field, shown, textOf, type Located, type LocatedText } from '../yaml/located';
import type { OpenSloObjects } from './openslo-objects';
import { readQuery, type Query } from '../query/read-query';

/** A query and the text that it was read from, or why there is none. */
export interface SourceQuery {
  readonly query: Query | ImportRefusal;

  /** @default - there is no text */
  readonly text?: LocatedText;

  /** Whether nothing says that it is PromQL. */
  readonly assumed: boolean;
}

/** What the property with the query is called: the specification leaves it open. */
const queryFields = ['query', 'promql', 'expr'];

/** What is asked in PromQL. */
const promqlSources = ['prometheus', 'promql', 'mimir', 'cortex', 'thanos', 'victoriametrics'];

/** The query of a metric of OpenSLO: `good`, `bad`, `total`, `raw` or `thresholdMetric`. */
export function queryOf(name: string, metric: Located | undefined, objects: OpenSloObjects): SourceQuery {
  const source = field(metric, 'metricSource');
  const assumed = (query: ImportRefusal): SourceQuery => ({ query, assumed: false });
  if (source === undefined)
    return assumed(refusal('IMP001', `'${name}' (${shown(metric)}) must have a metricSource with a query`));
  const type = typeOfSource(name, source, objects);
  if (typeof type === 'object' && isRefusal(type)) return assumed(type);
  if (type !== undefined && !promqlSources.includes(type.toLowerCase().replace(/[^a-z]/g, ''))) {
    return assumed(
      refusal('IMP008', `'${name}' is a query of ${type}, and only those of Prometheus can be carried over`),
    );
  }
  const spec = field(source, 'spec');
  const text = spec?.kind === 'text' ? spec : field(spec, ...queryFields);
  if (text?.kind !== 'text') {
    return assumed(
      refusal('IMP001', `'${name}.metricSource.spec' must have a query, as one of ${queryFields.join(', ')}`),
    );
  }
  return { query: readQuery(name, text.value), text, assumed: type === undefined };
}

/** The type of a source: its own, or that of the data source that it refers to. */
function typeOfSource(
  name: string,
  source: Located,
  objects: OpenSloObjects,
): string | ImportRefusal | undefined {
  const type = textOf(field(source, 'type'));
  const ref = textOf(field(source, 'metricSourceRef'));
  if (type !== undefined || ref === undefined) return type;
  const found = objects.find('DataSource', ref);
  return found === undefined
    ? undefined
    : (textOf(field(field(found, 'spec'), 'type')) ??
        refusal('IMP001', `the DataSource '${ref}' that '${name}' refers to has no type`));
}
