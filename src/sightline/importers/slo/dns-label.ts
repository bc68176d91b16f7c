import { uniqueName } from './unique-name';

/** The longest DNS label. */
const longest = 63;

/**
 * A text as a DNS label: characters that a label can not have become dashes.
 *
 * @param otherwise the label of a text that has no other characters
 */
export function dnsLabelOf(text: string, otherwise: string): string {
  const label = text
    .normalize('NFKD') // ö is an o with a mark
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '');
  return label === '' ? otherwise : label;
}

/** The name itself, or with a number where it is taken. The taken names grow by it. */
export function uniqueLabel(name: string, taken: Set<string>): string {
  return uniqueName(name, taken, (count) => {
    const suffix = `-${count}`;
    return name.slice(0, longest - suffix.length).replace(/-+$/, '') + suffix;
  });
}
