import { isDnsLabel, isDnsSubdomain, isLabelValue, isQualifiedName, isQuantity } from './names';
import type { TextRule } from './scalar-shapes';

/** Any text, an empty one too. */
export const anyText: TextRule = { test: () => true, expected: 'a text' };

/** The name of a namespace, a Service or a container port. */
export const dnsLabel: TextRule = {
  test: isDnsLabel,
  expected: 'a DNS label: at most 63 lower case letters, digits and dashes, with no dash at either end',
};

/**
 * The name of a port, of a container and so of its Service.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports
 */
export const portName: TextRule = {
  test: (text) => text.length <= 15 && isDnsLabel(text) && /[a-z]/.test(text) && !text.includes('--'),
  expected:
    'the name of a port: at most 15 lower case letters, digits and single dashes, with a letter among them',
};

/** The name of most Kubernetes objects. */
export const dnsSubdomain: TextRule = {
  test: isDnsSubdomain,
  expected:
    'a DNS name: at most 253 lower case letters, digits, dashes and dots, with a letter or digit at both ends',
};

/** The value of a Kubernetes label. */
export const labelValue: TextRule = {
  test: isLabelValue,
  expected:
    'a label value: at most 63 letters, digits, dashes, underscores and dots, with a letter or digit at both ends',
};

/** The key of a Kubernetes label. */
export const labelKey: TextRule = {
  test: isQualifiedName,
  expected: 'a label key such as team or example.com/team',
};

/** An amount of memory, storage or CPU that may be 0. */
export const amount: TextRule = {
  test: (text) => isQuantity(text) && !text.startsWith('-'),
  expected: 'a Kubernetes quantity such as 500m, 2 or 4Gi',
};

/** The name of a label of series and alerts. */
export const seriesLabel: TextRule = {
  test: (text) => /^(?!__)[a-zA-Z_][a-zA-Z0-9_]*$/.test(text),
  expected: 'a label name of letters, digits and underscores that starts with no digit and no __',
};

/** The key of an entry of a Secret or ConfigMap. @see https://kubernetes.io/docs/concepts/configuration/secret/ */
export const dataKey: TextRule = {
  test: (text) => /^[-._a-zA-Z0-9]{1,253}$/.test(text) && text !== '.' && !text.startsWith('..'),
  expected: 'a key of a Secret: at most 253 letters, digits, dashes, underscores and dots',
};
