import { resolve } from 'node:path';
import { buildInstrument, buildLibrary } from './packages';

const root = resolve(__dirname, '../..');

buildLibrary(root);
buildInstrument(root);
