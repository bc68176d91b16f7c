import { valuesOf, sizeOf } from '../../contract/domain';
import { quoted } from '../../importers/print/typescript-text';
import { domainOf } from '../adopt-pages';
import { isRouteLabel, type LabelGroup } from '../label-groups';
import { plural } from '../../problem/plural';
import { question, someOf } from './comments';

/** A domain as it is written. */
export interface DomainText {
  /** The expression. */
  readonly text: string;

  /**
   * The values, where the expression is a list.
   *
   * @default - it is none
   */
  readonly values?: readonly string[];

  /** What it imports. @default - nothing */
  readonly imports?: string;

  /** Comments before it. */
  readonly comments: readonly string[];
}

/** A list of so few values is asked for. */
const few = 8;

/** The domain of a group of labels. */
export function domainText(group: LabelGroup): DomainText {
  const { closed, label, most, isInfo } = group;
  const domain = domainOf(group);
  if (closed?.common !== undefined) return { text: closed.common, imports: closed.common, comments: [] };
  if (closed !== undefined) {
    const values = Array.isArray(domain) ? domain.map(String) : (valuesOf(domain) ?? []);
    const literals = values.map(quoted);
    return { text: `[${literals.join(', ')}]`, values: literals, comments: [] };
  }
  const max = sizeOf(domain);
  if (isInfo) return { text: `{ max: ${max} }`, comments: [] };
  const seen = `'${label}' has ${plural(group.values.length, 'value')} (${someOf(group.values)})`;
  if (isRouteLabel(label))
    return {
      text: `httpRoute(${max})`,
      imports: 'httpRoute',

      comments: [question(`${seen}: is each the template of a route, and how many are there at most?`)],
    };
  const list =
    most <= few ? 'how many are there at most? List them if these are all.' : 'how many are there at most?';
  return { text: `{ max: ${max} }`, comments: [question(`${seen}: ${list}`)] };
}
