import type { Problem } from '../../problem/problem';
import { error, refuse } from '../../problem/problems';
import type { FunctionName } from '../syntax/ast';
import { signatureOf, type FunctionSignature, type Shape } from '../syntax/catalogue';

/**
 * What is wrong with the number or the types of arguments, and with which of them.
 *
 * @param shapes their types; undefined where one has none, which was reported already
 */
export function argumentProblems(
  name: FunctionName,
  shapes: readonly (Shape | undefined)[],
): readonly { readonly index?: number; readonly problem: Problem }[] {
  const signature: FunctionSignature = signatureOf(name) ?? { takes: [], gives: 'scalar' };
  const { takes, optional = 0, more = 0 } = signature;
  const least = takes.length - optional;
  const most = takes.length + more;
  if (shapes.length < least || shapes.length > most) {
    return [
      { problem: error('PQL021', `${name} takes ${countText(least, most)}, and has ${shapes.length}`) },
    ];
  }
  return shapes.flatMap((shape, index) => {
    const wanted = takes[Math.min(index, takes.length - 1)] ?? shape;
    if (shape === undefined || wanted === undefined || shape === wanted) return [];
    return [{ index, problem: shapeProblem(name, signature, index, shape, wanted) }];
  });
}

/** One argument of the wrong type. */
function shapeProblem(
  name: FunctionName,
  { needs, takes }: FunctionSignature,
  index: number,
  shape: Shape,
  wanted: Shape,
): Problem {
  if (wanted === 'range vector' && shape === 'instant vector') {
    return refuse(needs === 'counter' ? 'rateOfInstant' : 'needsRange', `${name} of an instant vector`);
  }
  const which = takes.length === 1 ? 'the argument of ' : `argument ${index + 1} of `;
  return error('PQL002', `${which}${name} must be ${withArticle(wanted)}, and is ${withArticle(shape)}`);
}

/** A type in a sentence. */
export function withArticle(shape: Shape): string {
  return `${shape.startsWith('i') ? 'an' : 'a'} ${shape}`;
}

function countText(least: number, most: number): string {
  const plural = (count: number): string => `${count} argument${count === 1 ? '' : 's'}`;
  if (most === least) return plural(least);
  return most === Infinity ? `at least ${plural(least)}` : `${least} to ${plural(most)}`;
}
