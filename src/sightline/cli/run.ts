/** The process of the command: what `bin/sightline.js` and `npm run synth` start. */
import { main } from './main';

main(process.argv.slice(2))
  .then((code) => {
    process.exitCode = code;
  })
  .catch((failure: unknown) => {
    // a mistake of ours, not of the user: all there is to know, and no verdict
    process.stderr.write(
      `${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`,
    );
    process.exitCode = 2;
  });
