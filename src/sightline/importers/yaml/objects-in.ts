import { field, textOf, type Located } from './located';

/**
 * The objects in the documents of a file: those of a list too, and those in the `items` of a `List`, as `kubectl get` prints them. What an alias
 * repeats is there once.
 */
export function objectsIn(documents: readonly Located[]): readonly Located[] {
  const objects = documents.flatMap((document) => (document.kind === 'list' ? document.items : [document]));
  return [...new Set([...new Set(objects)].flatMap(itemsOf))];
}

function itemsOf(object: Located): readonly Located[] {
  const items = field(object, 'items');
  return items?.kind === 'list' && /List$/.test(textOf(field(object, 'kind')) ?? '') ? items.items : [object];
}
