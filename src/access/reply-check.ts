import type { Operation, WireVersion } from '../../contract/operation.ts';
import { createValidator, type Validator } from './validate.ts';

export type ReplyCheck = (operation: Operation, version: WireVersion, json: string) => void;

/** Outside production: a reply that does not fit its contract is a fault. */
export function createReplyCheck(): ReplyCheck {
  const validators = new Map<object, Validator>();
  return (operation, version, json) => {
    const schema = operation.reply[version];
    const validator = validators.get(schema) ?? createValidator(schema);
    validators.set(schema, validator);
    const problems = validator.problems(JSON.parse(json));
    if (problems.length === 0) return;
    const listed = problems.map((each) => each.message).join('; ');
    throw new Error(`${operation.id} answered against its contract: ${listed}`);
  };
}
