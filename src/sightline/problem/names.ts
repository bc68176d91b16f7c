const dnsLabel = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const dnsSubdomain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const labelName = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;
const quantity = /^[+-]?(\d+\.?\d*|\.\d+)([KMGTPE]i|[numkMGTPE]|[eE][+-]?\d+)?$/;

/**
 * Whether a text is a DNS label, as the names of namespaces and Services must be: at most 63 lower case letters,
 * digits and dashes, with no dash at either end.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names
 */
export function isDnsLabel(text: string): boolean {
  return text.length <= 63 && dnsLabel.test(text);
}

/**
 * Whether a text is a DNS subdomain name, as the names of most objects must be: DNS labels of any length joined by
 * dots, together at most 253 characters.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-subdomain-names
 */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= 253 && dnsSubdomain.test(text);
}

/**
 * Whether a text may be the value of a Kubernetes label: empty, or at most 63 letters, digits, `-`, `_` and `.`,
 * with a letter or a digit at both ends.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function isLabelValue(text: string): boolean {
  return text === '' || (text.length <= 63 && labelName.test(text));
}

/**
 * Whether a text may be the key of a Kubernetes label: a name like a label value that is not empty, with a DNS
 * subdomain and a slash before it if there is a prefix.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#syntax-and-character-set
 */
export function isQualifiedName(text: string): boolean {
  const slash = text.indexOf('/');
  const name = text.slice(slash + 1);
  const prefixFits = slash < 0 || isDnsSubdomain(text.slice(0, slash));
  return prefixFits && name !== '' && isLabelValue(name);
}

/**
 * Whether a text is a Kubernetes quantity: a decimal number, with one suffix of `n u m k M G T P E`,
 * `Ki Mi Gi Ti Pi Ei` or a decimal exponent. There is no suffix `B`, and `m` means a thousandth.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
export function isQuantity(text: string): boolean {
  return quantity.test(text);
}
