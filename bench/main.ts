import { benchCold } from './cold';
import { print } from './report';
import { benchScale } from './scale';
import { versions } from './versions';

const benchmarks: Readonly<Record<string, () => void>> = { cold: benchCold, scale: benchScale };

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(benchmarks).join(', ')}.\n`,
  );
  process.exitCode = 2;
} else {
  print(versions());
  for (const [name, run] of Object.entries(benchmarks)) {
    if (wanted.length === 0 || wanted.includes(name)) run();
  }
}
