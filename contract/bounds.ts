/** A location has at most so many campaigns, and so many workflows: lists need no pages. */
export const mostHooks = 1000;

/** A location has at most so many Private Integrations, as has the installation for management. */
export const mostIntegrations = 1000;

/** A contact has at most so many: its list needs no pages. */
export const mostAppointments = 1000;

/** A location has at most so many smart lists: its list needs no pages. */
export const mostSmartLists = 500;

/** Of a smart list. */
export const mostColumns = 100;

/** Facets of one request. */
export const mostFacets = 10;
