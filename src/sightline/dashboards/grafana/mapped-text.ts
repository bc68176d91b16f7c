/** A part of a text that is made of another: as it stands there, or put in the place of something. */
interface Piece {
  /** Where it begins in the text that is made. */
  readonly start: number;

  /** Where it begins in the other one. */
  readonly from: number;

  /** How many characters of the other one it stands for. */
  readonly length: number;

  /** Whether something else stands in the place of those characters. */
  readonly isReplaced: boolean;
}

/** A text that is made of parts of another, in which places are found again. */
export interface MappedText {
  readonly text: string;

  /** Where a part of it stands in the other text. */
  readonly partOf: (start: number, end: number) => { readonly start: number; readonly end: number };

  /** Whether something that was put in is among these characters. */
  readonly isReplaced: (start: number, end: number) => boolean;
}

/** Makes a text of parts of another, in their order. */
export class MappedTextBuilder {
  private readonly pieces: Piece[] = [];
  private text = '';

  /** @param whole the other text */
  constructor(private readonly whole: string) {}

  /** Takes characters as they stand. */
  keep(from: number, to: number): this {
    return this.add(this.whole.slice(from, to), from, to - from, false);
  }

  /** Puts a text in the place of characters. */
  replace(from: number, to: number, text: string): this {
    return this.add(text, from, to - from, true);
  }

  build(): MappedText {
    const { text, pieces, whole } = this;
    const pieceAt = (offset: number): Piece | undefined =>
      [...pieces].reverse().find(({ start }) => start <= offset);
    const at = (offset: number): number => {
      const piece = pieceAt(offset);
      if (piece === undefined) return Math.min(offset, whole.length);
      const { start, from, length, isReplaced } = piece;
      return isReplaced ? from : Math.min(from + offset - start, from + length);
    };
    const behind = (offset: number): number => {
      const piece = pieceAt(offset);
      return piece?.isReplaced === true ? piece.from + piece.length : at(offset) + 1;
    };
    return {
      text,
      partOf: (start, end) => ({ start: at(start), end: end > start ? behind(end - 1) : at(start) }),
      isReplaced: (start, end) =>
        pieces.some(
          (piece, index) =>
            piece.isReplaced && piece.start < end && (pieces[index + 1]?.start ?? text.length) > start,
        ),
    };
  }

  private add(text: string, from: number, length: number, isReplaced: boolean): this {
    if (text !== '' || isReplaced) this.pieces.push({ start: this.text.length, from, length, isReplaced });
    this.text += text;
    return this;
  }
}
