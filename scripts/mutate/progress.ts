/** So many mutants after each other are told of at once. */
const often = 250;

/** Tells on standard error how far a file of rules is: it takes some minutes. */
export function progress(file: string, count: number): () => void {
  let done = 0;
  return () => {
    done += 1;
    if (done % often === 0) console.error(`  ${file}: ${done} of ${count}`);
  };
}
