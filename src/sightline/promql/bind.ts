import type { Target } from '../contract/target-labels';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import type { Matcher, Node, VectorSelector } from './syntax/ast';
import { sameMatcher } from './syntax/same-matcher';
import { mapSelectors } from './syntax/walk';

/**
 * The expression about one target: each selector of the service's own series gets the target's namespace and service, first of
 * its matchers; one of things in its namespace gets the namespace.
 */
export function bindToTarget(
  node: Node,
  target: Target,
): { readonly node: Node; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const bound = mapSelectors(node, (selector) => {
    const identity = identityMatchers(selector.scope, target);
    for (const { label, value } of identity) {
      const other = selector.matchers.find(
        (matcher) => matcher.label === label && matcher.operator === '=' && matcher.value !== value,
      );
      if (other !== undefined) {
        problems.push(
          error(
            'LBL202',
            `'${selector.name}' with ${label}="${other.value}" can't be of the target, whose ${label} is "${value}"`,
            {
              fix: `leave ${label} out: every selector is bound to its target`,
            },
          ),
        );
      }
    }
    const own = selector.matchers.filter((matcher) => !identity.some((each) => sameMatcher(each, matcher)));
    return { ...selector, matchers: [...identity, ...own] };
  });
  return { node: bound, problems };
}

/** The matchers that say which target, or which namespace, a series is of. */
function identityMatchers(scope: VectorSelector['scope'], target: Target): readonly Matcher[] {
  const namespace: Matcher = { label: 'namespace', operator: '=', value: target.namespace };
  const service: Matcher = { label: 'service', operator: '=', value: target.service };
  return { global: [], namespace: [namespace], target: [namespace, service] }[scope];
}
