import type { Generated } from 'kysely';

export interface IntegrationCallTables {
  /** What integrations have called lately; neither query nor body. */
  integration_calls: {
    no: Generated<number>;
    location_no: number;
    integration_no: number;
    at: number;
    method: string;
    /** The address in its published form, without what stood in it. */
    route: string;
    status: number;
  };
}
