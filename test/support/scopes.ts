import { contactsScope, locationScopes, managementScopes } from '../../contract/scopes.ts';

/** All that a location's Private Integration can hold. */
export const everyLocationScope = [contactsScope, ...locationScopes];

export const everyScope = [...everyLocationScope, ...managementScopes];
