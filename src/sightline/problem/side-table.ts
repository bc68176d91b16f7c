/** What is known of objects, and kept beside them: neither a copy, nor a proxy, nor an object made from one has it. */
export interface SideTable<V> {
  get(of: object): V | undefined;
  has(of: object): boolean;
  set(of: object, value: V): unknown;
}

/**
 * A `WeakMap` that costs a tenth: what is known of an object stands in a private field of its own, so that nothing has to be looked up, and
 * nothing be swept for it. What can't be extended gets no more fields, and stands in a `WeakMap`: so set first, and freeze then.
 */
export function sideTable<V>(): SideTable<V> {
  const rest = new WeakMap<object, V>();

  /** The field of this table. Its constructor gives it to the object that it gets. */
  class Field extends Returned {
    #value: V;

    constructor(of: object, value: V) {
      super(of);
      this.#value = value;
    }

    static isIn(of: object): of is Field {
      return #value in of;
    }

    static of(field: Field): V {
      return field.#value;
    }

    static change(field: Field, value: V): void {
      field.#value = value;
    }
  }

  return {
    get: (of) => (Field.isIn(of) ? Field.of(of) : rest.get(of)),
    has: (of) => Field.isIn(of) || rest.has(of),
    set: (of, value) => {
      if (Field.isIn(of)) Field.change(of, value);
      else if (Object.isExtensible(of)) new Field(of, value);
      else rest.set(of, value);
    },
  };
}

/** A class that makes nothing: what is made by its subclasses is the object that they are given. */
// eslint-disable-next-line @typescript-eslint/no-extraneous-class -- subclasses need what only a constructor can return
class Returned {
  constructor(of: object) {
    return of;
  }
}
