import type { Operation } from '../../contract/operation.ts';
import type { SampleRequest, Wire } from './requests.ts';

/** One location, seen by who prepares requests for it. */
export type Place = {
  locationId: string;
  /** A text that no other record has; it begins with the place's mark. */
  unique(): string;
  /** Sends a request that prepares another, with every right; throws unless it succeeds. */
  send(operation: Operation, request: SampleRequest): Promise<Wire>;
};

/** Makes the record that an operation works on, and a valid request that reads or changes it. */
export type Sample = (place: Place) => Promise<SampleRequest>;

export type Samples = Readonly<Record<string, Sample>>;

/** The place's records are marked, so that one seen in another place's reply gives itself away. */
export function createPlace(locationId: string, mark: string, send: Place['send']): Place {
  let count = 0;
  return {
    locationId,
    send,
    unique: () => {
      count += 1;
      return `${mark}${count}`;
    },
  };
}
