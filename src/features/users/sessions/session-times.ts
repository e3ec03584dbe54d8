const hour = 3_600_000;

/** A session that is not used so long ends. */
export const sessionIdleMs = 12 * hour;
/** However much it is used. */
export const sessionMs = 30 * 24 * hour;
/** The link that makes the owner, or sets the owner's password. */
export const ownerLinkMs = 24 * hour;
export const inviteLinkMs = 7 * 24 * hour;
/** The oldest ones of a user end. */
export const mostSessions = 50;
/** A use is written down when the last one is so old. */
export const usesApartMs = 60_000;
