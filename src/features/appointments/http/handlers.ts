import type { OperationHandler } from '../../../access/operation-request.ts';
import { createAppointmentHandler } from './create-appointment.ts';
import { deleteAppointmentHandler } from './delete-event.ts';
import { getAppointmentHandler } from './get-appointment.ts';
import { getAppointmentsOfContactHandler } from './get-appointments-for-contact.ts';
import { updateAppointmentHandler } from './edit-appointment.ts';

export const appointmentHandlers: readonly OperationHandler[] = [
  createAppointmentHandler,
  getAppointmentHandler,
  updateAppointmentHandler,
  deleteAppointmentHandler,
  getAppointmentsOfContactHandler,
];
