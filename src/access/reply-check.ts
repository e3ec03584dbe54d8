import type { TSchema } from 'typebox';
import { createValidator, type Validator } from './validate.ts';

export type ReplyCheck = (schema: TSchema, operationId: string, json: string) => void;

/** Outside production: a reply that does not fit its contract is a fault. */
export function createReplyCheck(): ReplyCheck {
  const validators = new Map<object, Validator>();
  return (schema, operationId, json) => {
    const validator = validators.get(schema) ?? createValidator(schema);
    validators.set(schema, validator);
    const problems = validator.problems(JSON.parse(json));
    if (problems.length === 0) return;
    const listed = problems.map((each) => each.message).join('; ');
    throw new Error(`${operationId} answered against its contract: ${listed}`);
  };
}
