import type { Random } from './random';
import { characters, strange } from './random-words';

/** A text with something changed in it: pieces lost, doubled, exchanged, or put where they don't belong. */
export function mutated(random: Random, text: string): string {
  // half a character can't be handed to promtool
  return change(random, text).replace(/\p{Surrogate}/gu, '');
}

function change(random: Random, text: string): string {
  const pieces = text.match(/"(?:[^"\\]|\\.)*"|[A-Za-z0-9_.:]+|\s+|[^]/gu) ?? [];
  const at = random.below(pieces.length);
  switch (random.below(8)) {
    case 0:
      pieces.splice(at, 1);
      break;
    case 1:
      pieces.splice(at, 0, pieces[at] ?? '');
      break;
    case 2:
      pieces.splice(at, 1, random.pick(strange));
      break;
    case 3:
      pieces.splice(at, 0, random.pick(strange));
      break;
    case 4:
      pieces.splice(at, 0, ...pieces.splice(random.below(pieces.length), 1));
      break;
    case 5:
      return text.slice(0, random.below(text.length));
    case 6: {
      const character = random.below(text.length);
      return text.slice(0, character) + random.pick(characters) + text.slice(character + random.below(2));
    }
    default:
      pieces.splice(at, 1, `(${pieces[at] ?? ''})`);
  }
  return pieces.join('');
}
