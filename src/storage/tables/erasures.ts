export interface ErasureTables {
  /** Contacts whose erasing has begun, each until its last row is gone. */
  contact_erasures: {
    location_no: number;
    contact_no: number;
    contact_id: string;
    /** The idempotency keys up to this one hold nothing of it any more. */
    after_integration: number;
    after_key: string;
  };
}
