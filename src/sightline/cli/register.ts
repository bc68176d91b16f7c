/**
 * Makes Node load a program in TypeScript: the entry `@sightline-monitoring/sightline/register`, for the line `app` of cdk8s.yaml, which says
 * `node -r @sightline-monitoring/sightline/register src/main.ts`. The import is for its effect.
 */
import { loadTypeScript } from './load-typescript';

loadTypeScript();
