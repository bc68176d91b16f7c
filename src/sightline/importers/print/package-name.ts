/** The package of the library, from which a file imports where no fork of it is around. */
export const packageName = '@sightline-monitoring/sightline';
