import type { Node, Span } from '../../promql/syntax/ast';
import { excerpt, refusal, type ImportRefusal } from '../slo/import-problems';
import type { Query } from './read-query';

/** The one shape that is carried over, for what to do about the others. */
export const countShape = 'sum(rate(counter{…}[window]))';

/** A query that counts no events of one counter. */
export function refuseCount(query: Query, why: string, span: Span | undefined, fix?: string): ImportRefusal {
  const message = `'${query.name}' (${excerpt(query.text)}) ${why}`;
  return refusal('IMP003', message, { span, fix: fix ?? `count the events of one counter: ${countShape}` });
}

/** What is wrong with an expression that counts no events of one counter. */
export function refuseShape(query: Query, node: Node): ImportRefusal {
  const part = excerpt(query.text, node.span);
  switch (node.type) {
    case 'binary':
      return ['+', 'or'].includes(node.operator)
        ? refuseCount(
            query,
            `adds up several counts with '${node.operator}', and an objective counts one`,
            node.span,
            'make one selector of them, or one objective of each',
          )
        : refuseCount(
            query,
            `has the operator '${node.operator}', by which events of one counter aren't counted`,
            node.span,
          );
    case 'selector':
      return refuseCount(
        query,
        `has '${part}' without a rate: a counter by itself is all since its start`,
        node.span,
      );
    case 'call':
      if (/^clamp/.test(node.name)) {
        return refuseCount(
          query,
          `has ${part}, by which a count becomes another: of few events the share of bad ones would not be what it is`,
          node.span,
          'leave it out: a share of no events is no share here, and nothing alerts on it',
        );
      }
      return node.name === 'rate' || node.name === 'increase'
        ? refuseCount(
            query,
            `is not added up: '${part}' is one ratio for each series`,
            node.span,
            `write sum(${part})`,
          )
        : refuseCount(
            query,
            `has the function '${node.name}', by which events of one counter aren't counted`,
            node.span,
            node.name.endsWith('_over_time')
              ? 'for the share of time in which a gauge is good, declare a gaugeObjective'
              : undefined,
          );
    case 'subquery':
    case 'range':
      return refuseCount(query, `has '${part}', which is no count of events`, node.span);
    case 'aggregation':
      return refuseCount(query, `has '${part}' within a sum`, node.span);
    default:
      return refuseCount(query, `has '${part}', which counts no events`, node.span);
  }
}
