import type { Static } from 'typebox';
import type { updateAppointment } from '../../../contract/appointments/operations.ts';
import type { FieldProblem } from '../../errors/app-error.ts';
import { errors } from '../../errors/catalogue.ts';
import { parseZonedTime } from '../../lib/zoned-time.ts';

/** The body of create or update after its schema check. */
export type AppointmentInput = Partial<Static<NonNullable<(typeof updateAppointment)['body']>>>;

/** What `appointments.body` holds; unset keys are absent. */
export type AppointmentBody = {
  calendarId: string;
  title: string;
  meetingLocationType: string;
  appointmentStatus: string;
  assignedUserId?: string;
  description?: string;
  address?: string;
  startTime: string;
  endTime: string;
  source: string;
};

export type Moment = { at: number; text: string };

/** A checked request: absent is unchanged, an empty text clears. */
export type AppointmentChange = Partial<
  Omit<AppointmentBody, 'startTime' | 'endTime' | 'source'>
> & {
  start?: Moment;
  end?: Moment;
};

/** An appointment as rules hand it out. */
export type Appointment = {
  id: string;
  contactId: string;
  body: AppointmentBody;
  startAt: number;
  endAt: number;
  createdAt: number;
  updatedAt: number;
};

const texts = [
  'calendarId',
  'title',
  'meetingLocationType',
  'appointmentStatus',
  'assignedUserId',
  'description',
  'address',
] as const;

/** Checks times; throws `validation_failed` that names every field at fault. */
export function toAppointmentChange(input: AppointmentInput, timeZone: string): AppointmentChange {
  const problems: FieldProblem[] = [];
  const change: AppointmentChange = {};
  for (const field of texts) {
    const value = input[field];
    if (value !== undefined) change[field] = value.trim();
  }
  if (change.calendarId === '') {
    problems.push({ field: 'calendarId', message: 'calendarId should not be empty' });
  }
  const parse = (field: 'startTime' | 'endTime'): Moment | undefined => {
    const sent = input[field];
    if (sent === undefined) return undefined;
    const moment = parseZonedTime(sent, timeZone);
    if (moment) return moment;
    const message = `${field} must be a time such as 2021-06-23T03:30:00+05:30`;
    problems.push({ field, message });
    return undefined;
  };
  const start = parse('startTime');
  const end = parse('endTime');
  if (start && end && end.at <= start.at) problems.push(endsTooEarly);
  if (problems.length > 0) throw errors.validationFailed(problems);
  return { ...change, ...(start && { start }), ...(end && { end }) };
}

const endsTooEarly: FieldProblem = {
  field: 'endTime',
  message: 'endTime must be after startTime',
};

/** Throws `validation_failed` for an end that is not after the start. */
export function checkOrder(startAt: number, endAt: number): void {
  if (endAt <= startAt) throw errors.validationFailed([endsTooEarly]);
}
