// Held in a name first: written out, the build takes it for the address of a file.
const here = import.meta.url;

/** Where the app lies, `/app/` or below the path of a proxy; assets lie one folder down. */
export const appPath = new URL('../', here).pathname;

/** The address of the API, without a slash at its end. */
export const apiBase = new URL('../../', here).href.replace(/\/$/, '');
