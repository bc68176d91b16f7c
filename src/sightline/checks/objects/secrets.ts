import {
  fixInValues,
  literalSecret,
  pathOfSecret,
  readersOfManifests,
  readersOfValues,
  shownKey,
} from '../../problem/literal-secret';
import type { Problem } from '../../problem/problem';
import { printFieldPath } from '../../schema/violations';
import { masked } from '../../secrets/masked';
import { type FoundSecret, searchSecrets } from '../../secrets/search';
import { secretsInText } from '../../secrets/text-secrets';
import type { Check } from '../check';
import {
  type FinalFile,
  type FinalObject,
  referenceOf,
  type ServiceFacts,
  type StackFacts,
  type World,
} from '../world';

/** A secret, and the construct that brought it in. */
interface Seen {
  readonly path: string;
  readonly secret: string;
}

/**
 * Secrets that stand literally in what will be written, whoever wrote it: in what services declare, in the values of stacks, in API objects, in pages
 * and tests. What is made of a declaration repeats it, and is not told again.
 */
export const secretsCheck: Check = {
  layer: 'object',
  isApart: true,
  run: (world) => {
    const seen: Seen[] = [];
    return [
      ...world.services.flatMap((service) => declaredSecrets(service, seen)),
      ...world.stacks.flatMap((stack) => secretsInValues(stack, seen)),
      ...secretsInObjects(world, seen),
      ...world.files.flatMap((file) => secretsInFile(file, seen)),
    ];
  },
};

/** What a service says of its objectives stands in alerts, on its page and in its tests. */
function declaredSecrets({ path, objectives }: ServiceFacts, seen: Seen[]): Problem[] {
  return objectives.flatMap(({ description, owner, runbook, dashboard }, index) =>
    searchSecrets({ description, owner, runbook, dashboard }).map((found) => {
      seen.push({ path, secret: found.secret });
      const thing = pathOfSecret(found, `contract.objectives[${index}]`);
      return literalSecret(found.what, {
        thing,
        path: `${path}.${thing}`,
        readers:
          'it is written into alerts, the page and the tests, which are kept in git and sent to others',
        fix: 'leave it out, and link to a place that asks for a login',
      });
    }),
  );
}

function secretsInValues({ path, values }: StackFacts, seen: Seen[]): Problem[] {
  return searchSecrets(values).map((found) => {
    seen.push({ path, secret: found.secret });
    const thing = pathOfSecret(found, 'values');
    return literalSecret(found.what, {
      thing,
      path: `${path}.${thing}`,
      readers: readersOfValues,
      fix: fixInValues(thing),
    });
  });
}

function secretsInObjects({ objects }: World, seen: Seen[]): Problem[] {
  const declared = [...seen];
  return objects.flatMap((object) =>
    searchSecrets(object.manifest).flatMap((found) => {
      if (namesKey(object, found) || isCopy(found.secret, object.path, declared)) return [];
      seen.push({ path: object.path, secret: found.secret });
      return [secretInObject(object, found)];
    }),
  );
}

/** Whether it is the name under which an operator stores a secret that it fetches: `secretKey` of an ExternalSecret. */
function namesKey({ kind }: FinalObject, { steps }: FoundSecret): boolean {
  return /^(?:Cluster)?(?:External|Push)Secret$/.test(kind) && steps.at(-1) === 'secretKey';
}

function secretInObject(object: FinalObject, found: FoundSecret): Problem {
  const thing = printFieldPath(found.steps.map((step) => (typeof step === 'number' ? step : shownKey(step))));
  return literalSecret(found.what, {
    thing,
    object: masked(referenceOf(object)),
    path: `${object.path} ${thing}`,
    readers: readersOfManifests,
    fix:
      object.kind === 'Secret'
        ? 'make the Secret in the cluster, or write it encrypted: a SealedSecret, an ExternalSecret'
        : 'put it in a Secret of the cluster and refer to it, by name and key or as a mounted file',
  });
}

function secretsInFile({ file, path, text }: FinalFile, seen: readonly Seen[]): Problem[] {
  const span = secretsInText(text).find(({ start, end }) => !isCopy(text.slice(start, end), path, seen));
  if (span === undefined) return [];
  return [
    literalSecret(span.what, {
      thing: shownKey(file),
      path,
      readers: 'pages and tests are kept in git, where whoever can read them has it',
      fix: 'take it out of the declaration that the file is made of',
    }),
  ];
}

/** Whether a secret is that of the same construct, or of one around it. */
function isCopy(secret: string, path: string, seen: readonly Seen[]): boolean {
  return seen.some((other) => other.secret === secret && isBelow(path, other.path));
}

function isBelow(path: string, other: string): boolean {
  return path === other || path.startsWith(`${other}/`) || other.startsWith(`${path}/`);
}
