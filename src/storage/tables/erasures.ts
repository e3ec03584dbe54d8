export interface ErasureTables {
  /** Contacts whose erasing has begun, each until its last row is gone. */
  contact_erasures: {
    location_no: number;
    contact_no: number;
    contact_id: string;
  };
}
