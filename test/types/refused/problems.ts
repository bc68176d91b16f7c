import { error, info, warning } from '../../../src/sightline/problem/problems';

//! Argument of type '"PQL999"' is not assignable to parameter of type
error('PQL999', 'an id that the registry does not have');

//! Argument of type '"PQL001"' is not assignable to parameter of type
warning('PQL001', 'an error that is said to be a warning');

//! Argument of type '"TYP104"' is not assignable to parameter of type
info('TYP104', 'a warning that is said to be an info');
