import { errors } from '../../../errors/catalogue.ts';
import {
  type CommandContext,
  type CommandOutcome,
  type CommandTools,
  type Engine,
  type Transaction,
  defineCommand,
} from '../../../storage/engine.ts';
import { changeContact } from './write-contact.ts';

type FollowersInput = {
  locationNo: number;
  id: string;
  mode: 'add' | 'remove';
  /** Ids of users; one that is no user is kept as it is. */
  followers: string[];
  ifVersion: number | null;
};
/** All followers after the change, and those that it added or removed. */
type FollowersOutput = { followers: string[]; changed: string[]; version: number };

export const mostFollowers = 100;

export const changeFollowersCommand = defineCommand({
  name: 'contacts.change-followers',
  run: async (
    tx: Transaction,
    { mode, followers: sent, ...of }: FollowersInput,
    tools: CommandTools,
  ): Promise<FollowersOutput> => {
    const named = [...new Set(sent)];
    let [followers, changed]: [string[], string[]] = [[], []];
    const { version } = await changeContact(
      tx,
      of,
      ({ body }) => {
        const has = body.followers ?? [];
        const present = named.filter((each) => has.includes(each));
        const absent = named.filter((each) => !has.includes(each));
        changed = mode === 'add' ? absent : present;
        followers =
          mode === 'add' ? [...has, ...absent] : has.filter((each) => !present.includes(each));
        if (absent.length > 0 && followers.length > mostFollowers) {
          const message = `followers must not have more than ${mostFollowers} items on one contact`;
          throw errors.validationFailed([{ field: 'followers', message }]);
        }
        return { text: {}, followers };
      },
      tools,
    );
    return { followers, changed, version };
  },
});

/** Throws `contact_not_found`, `version_conflict` or, over 100 followers, `validation_failed`. */
export function changeFollowers(
  engine: Engine,
  input: FollowersInput,
  context: CommandContext,
): Promise<CommandOutcome<FollowersOutput>> {
  return engine.run(changeFollowersCommand, input, context);
}
