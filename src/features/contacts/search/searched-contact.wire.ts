import type { WireVersion } from '../../../../contract/operation.ts';
import type { ContactBody } from '../contact-body.ts';
import { withVersion } from '../contacts.wire.ts';
import type { Searched } from './search-contacts.ts';

/** As observed: every key is there, null where nothing is set, and `address` for `address1`. */
export function toSearchedJson(
  { rows, total }: Searched,
  version: WireVersion,
  /** Whether a business may be named, which its contacts know by id. */
  isNamed: boolean,
  /** Whether the total is told. */
  isCounted: boolean,
): string {
  const contacts = rows.map((row) => {
    // Written by the contact commands and nowhere else.
    const body = JSON.parse(row.body) as ContactBody;
    const item = JSON.stringify({
      ...itemOf(body, isNamed ? row.businessName : null, version),
      searchAfter: row.searchAfter,
    });
    return `${item.slice(0, -1)},"tags":${row.tags}}`;
  });
  const counted = isCounted ? `,"total":${total}` : '';
  return `{"contacts":[${contacts.join(',')}]${counted}}`;
}

function itemOf(body: ContactBody, businessName: string | null, version: WireVersion): object {
  const named: { dndSettings?: object } = withVersion(body, version);
  return {
    id: body.id,
    locationId: body.locationId,
    firstName: body.firstName ?? null,
    firstNameLowerCase: body.firstNameLowerCase ?? null,
    lastName: body.lastName ?? null,
    lastNameLowerCase: body.lastNameLowerCase ?? null,
    contactName: body.fullNameLowerCase ?? null,
    email: body.email ?? null,
    phone: body.phone ?? null,
    phoneLabel: null,
    additionalEmails: body.additionalEmails ?? [],
    additionalPhones: body.additionalPhones ?? [],
    type: body.type,
    assignedTo: body.assignedTo ?? null,
    customFields: body.customFields,
    dnd: body.dnd,
    dndSettings: named.dndSettings ?? {},
    inboundDndSettings: body.inboundDndSettings ?? {},
    country: body.country ?? null,
    city: body.city ?? null,
    state: body.state ?? null,
    postalCode: body.postalCode ?? null,
    address: body.address1 ?? null,
    website: body.website ?? null,
    businessId: body.businessId ?? null,
    businessName,
    companyName: body.companyName ?? null,
    dateOfBirth: body.dateOfBirth ?? null,
    timezone: body.timezone ?? null,
    source: body.source ?? null,
    dateAdded: body.dateAdded,
    dateUpdated: body.dateUpdated,
    followers: body.followers ?? [],
    attributionSource: {},
    lastAttributionSource: {},
    validEmail: null,
    opportunities: [],
  };
}
