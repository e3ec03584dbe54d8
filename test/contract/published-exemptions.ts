import { contactExemptions } from './exemptions/contacts.ts';
import { customFieldExemptions } from './exemptions/custom-fields.ts';
import { generalExemptions } from './exemptions/everywhere.ts';
import type { Exemption, RequestExemption } from './exemptions/exemption.ts';
import { locationExemptions } from './exemptions/locations.ts';

/** A feature's differences are in a file of its own. */
export const exemptions: readonly Exemption[] = [
  ...generalExemptions,
  ...contactExemptions,
  ...customFieldExemptions,
  ...locationExemptions,
];

export const requestExemptions: readonly RequestExemption[] = [];
