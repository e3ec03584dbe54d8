import type { Location } from './location.ts';

/** The published shape of a location; `business` repeats the profile as published. */
export function toLocationWire(location: Location): Record<string, unknown> {
  const { companyId, social, phone, email, ...place } = location.profile;
  const { name, country, timezone } = location;
  return {
    id: location.id,
    companyId,
    name,
    country,
    timezone,
    ...(phone !== undefined && { phone }),
    ...(email !== undefined && { email }),
    ...place,
    business: { name, country, timezone, ...place },
    social: social ?? {},
    settings: location.settings,
    dateAdded: new Date(location.createdAt).toISOString(),
    dateUpdated: new Date(location.updatedAt).toISOString(),
  };
}
