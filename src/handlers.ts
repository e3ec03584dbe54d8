import { appointmentHandlers } from './features/appointments/http/handlers.ts';
import { businessHandlers } from './features/businesses/http/handlers.ts';
import { contactHandlers } from './features/contacts/http/handlers.ts';
import { customFieldHandlers } from './features/custom-fields/http/handlers.ts';
import { customValueHandlers } from './features/custom-values/http/handlers.ts';
import { eventHandlers } from './features/events/http/handlers.ts';
import { fileHandlers } from './features/files/http/handlers.ts';
import { jobHandlers } from './features/jobs/http/handlers.ts';
import { locationHandlers } from './features/locations/http/handlers.ts';
import { noteHandlers } from './features/notes/http/handlers.ts';
import { hookHandlers } from './features/hooks/http/handlers.ts';
import { integrationHandlers } from './features/private-integrations/http/handlers.ts';
import { userHandlers, userSessionHandlers } from './features/users/http/handlers.ts';
import { recurringTaskHandlers } from './features/recurring-tasks/http/handlers.ts';
import { taskHandlers } from './features/tasks/http/handlers.ts';
import { smartListHandlers } from './features/smart-lists/http/handlers.ts';
import { tagHandlers } from './features/tags/http/handlers.ts';
import type { OperationHandler } from './access/operation-request.ts';
import type { SessionHandler } from './access/session-request.ts';

/** What answers each operation of the contract. */
export const handlers: readonly OperationHandler[] = [
  ...contactHandlers,
  ...smartListHandlers,
  ...customFieldHandlers,
  ...noteHandlers,
  ...taskHandlers,
  ...fileHandlers,
  ...recurringTaskHandlers,
  ...eventHandlers,
  ...jobHandlers,
  ...locationHandlers,
  ...customValueHandlers,
  ...tagHandlers,
  ...integrationHandlers,
  ...userHandlers,
  ...appointmentHandlers,
  ...businessHandlers,
  ...hookHandlers,
];

/** What answers each operation of who signs in. */
export const sessionHandlers: readonly SessionHandler[] = userSessionHandlers;
