import { resolve } from 'node:path';
import { buildPackages } from './packages';

void buildPackages(resolve(__dirname, '../..'));
