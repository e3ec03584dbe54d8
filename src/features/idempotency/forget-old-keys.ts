import { type CommandTools, type Transaction, defineCommand } from '../../storage/engine.ts';
import { deleteOldOutcomes } from '../../storage/idempotency.ts';

const sliceSize = 500;

/** Removes one slice of idempotency keys over their age; true when more may remain. */
export const forgetOldKeysCommand = defineCommand({
  name: 'idempotency.forget-old-keys',
  whenFull: 'goes on',
  run: (
    tx: Transaction,
    input: { locationNo: null; keepMs: number },
    tools: CommandTools,
  ): Promise<boolean> => deleteOldOutcomes(tx, tools.now - input.keepMs, sliceSize),
});
