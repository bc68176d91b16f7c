import { valuesOf, sizeOf } from '../../contract/domain';
import { quoted } from '../../importers/print/typescript-text';
import { domainOf } from '../adopt-pages';
import { isRouteLabel, type LabelGroup } from '../label-groups';
import { plural, question, someOf } from './comments';

/** A domain as it is written. */
export interface DomainText {
  /** The expression. */
  readonly text: string;

  /** What it imports. @default - nothing */
  readonly imports?: string;

  /** Whether the expression is a list, which is constant where it has a name. */
  readonly isList: boolean;

  /** Comments before it. */
  readonly comments: readonly string[];
}

/** A list of so few values is asked for. */
const few = 8;

/** The domain of a group of labels. */
export function domainText(group: LabelGroup): DomainText {
  const { closed, label, most, isInfo } = group;
  const domain = domainOf(group);
  if (closed?.common !== undefined)
    return { text: closed.common, imports: closed.common, isList: false, comments: [] };
  if (closed !== undefined) {
    const values = Array.isArray(domain) ? domain.map(String) : (valuesOf(domain) ?? []);
    return { text: `[${values.map(quoted).join(', ')}]`, isList: true, comments: [] };
  }
  const max = sizeOf(domain);
  if (isInfo) return { text: `{ max: ${max} }`, isList: false, comments: [] };
  const seen = `'${label}' has ${plural(group.values.length, 'value')} (${someOf(group.values)})`;
  if (isRouteLabel(label))
    return {
      text: `httpRoute(${max})`,
      imports: 'httpRoute',
      isList: false,
      comments: [question(`${seen}: is each the template of a route, and how many are there at most?`)],
    };
  const list =
    most <= few ? 'how many are there at most? List them if these are all.' : 'how many are there at most?';
  return { text: `{ max: ${max} }`, isList: false, comments: [question(`${seen}: ${list}`)] };
}
