import { appointmentOperations } from './appointments/operations.ts';
import { businessOperations } from './businesses/operations.ts';
import { followerOperations } from './contacts/follower-operations.ts';
import { deletedContactOperations } from './contacts/deleted-operations.ts';
import { contactOperations } from './contacts/operations.ts';
import { objectFieldOperations } from './custom-fields/object-operations.ts';
import { customFieldOperations } from './custom-fields/operations.ts';
import { customValueOperations } from './custom-values/operations.ts';
import { contactTagOperations } from './contacts/tag-operations.ts';
import { eventOperations } from './events/operations.ts';
import { fileOperations } from './files/operations.ts';
import { enrolmentOperations } from './hooks/enrolment-operations.ts';
import { hookOperations } from './hooks/operations.ts';
import { jobOperations } from './jobs/operations.ts';
import { locationOperations } from './locations/operations.ts';
import type { Operation, OperationShape } from './operation.ts';
import { noteOperations } from './notes/operations.ts';
import { integrationOperations } from './private-integrations/operations.ts';
import { sessionOperations } from './sessions/operations.ts';
import { smartListOperations } from './smart-lists/operations.ts';
import { userOperations } from './users/operations.ts';
import { recurringTaskOperations } from './recurring-tasks/operations.ts';
import { taskOperations } from './tasks/operations.ts';
import { tagOperations } from './tags/operations.ts';

/** Every operation that has a scope, in the order of the documentation: tokens and sessions call them. */
export const operations: readonly Operation[] = [
  ...contactOperations,
  ...deletedContactOperations,
  ...smartListOperations,
  ...noteOperations,
  ...taskOperations,
  ...contactTagOperations,
  ...followerOperations,
  ...recurringTaskOperations,
  ...customFieldOperations,
  ...objectFieldOperations,
  ...fileOperations,
  ...locationOperations,
  ...tagOperations,
  ...customValueOperations,
  ...userOperations,
  ...businessOperations,
  ...hookOperations,
  ...enrolmentOperations,
  ...appointmentOperations,
  ...integrationOperations,
  ...eventOperations,
  ...jobOperations,
];

/** With those of who signs in, which have none. */
export const everyOperation: readonly OperationShape[] = [...operations, ...sessionOperations];
