import type { OperationHandler } from '../../../access/operation-request.ts';
import { listContactEventsHandler } from './list-contact-events.ts';
import { listEventsHandler } from './list-events.ts';
import { streamEventsHandler } from './stream-events.ts';

export const eventHandlers: readonly OperationHandler[] = [
  listContactEventsHandler,
  listEventsHandler,
  streamEventsHandler,
];
