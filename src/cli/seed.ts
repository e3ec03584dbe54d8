import { setTimeout } from 'node:timers/promises';
import { Command } from 'commander';
import type { SeedPeople } from '../features/seed/person.ts';
import { type SeedProgress, highestSeed, mostSeeded, seedContacts } from '../features/seed/seed.ts';
import { systemClock } from '../lib/clock.ts';
import { parseIsoTime, toIsoTime } from '../lib/iso-time.ts';
import { isServed } from '../storage/sqlite/server-lock.ts';
import { chosenLocation, existingDatabasePath, withDatabase } from './database.ts';
import { createStopSignals } from './stop-signals.ts';
import { CommandProblem, type JsonOption, type Terminal, output } from './terminal.ts';

type Options = JsonOption & { contacts: string; location?: string; seed: string; until?: string };

/** A commit keeps the writers of a running server waiting: short then, and with as long a rest. */
const commitMs = { alone: 500, besideServer: 50 };
const leastRestMs = 20;
const progressMs = 2000;
const earliest = '2000-01-01';

export function seedCommand(terminal: Terminal): Command {
  return new Command('seed')
    .description('Fill a location with made-up people, for trying and measuring')
    .requiredOption('--contacts <n>', `how many, at most ${count(mostSeeded)}`)
    .option('--location <id>', 'the location (needed only when there are several)')
    .option('--seed <number>', 'which people: the same number makes the same ones', '1')
    .option(
      '--until <date>',
      'when the last one was added, two years after the first (default: now)',
    )
    .option('--json', 'print the result as JSON')
    .action(async (options: Options) => {
      const people = peopleOf(options, systemClock.now());
      const path = existingDatabasePath();
      const stop = stopOnSignal();
      const startMs = systemClock.monotonicMs();
      const rateOf = ({ made }: SeedProgress): number =>
        Math.round((1000 * made) / (systemClock.monotonicMs() - startMs));
      let sayAtMs = 0;
      const say = (progress: SeedProgress): void => {
        if (options.json || systemClock.monotonicMs() < sayAtMs) return;
        const of = `${count(progress.seen)} of ${count(people.contacts)} contacts`;
        terminal.write(`${of}, ${count(rateOf(progress))} a second\n`);
        sayAtMs = systemClock.monotonicMs() + progressMs;
      };
      try {
        await withDatabase(async (engine, context) => {
          const location = await chosenLocation(engine, options.location);
          const done = await seedContacts(location, people, {
            engine,
            context,
            commitMs: () => (isServed(path) ? commitMs.besideServer : commitMs.alone),
            goesOn: async (progress, tookMs) => {
              say(progress);
              // Signals come in meanwhile.
              await setTimeout(isServed(path) ? Math.max(leastRestMs, tookMs) : 0);
              return !stop.isAsked();
            },
          });
          if (done.seen < people.contacts) throw stoppedAfter(done, people, location.id);
          print(terminal, options, { location: location.id, people, done, rate: rateOf(done) });
        });
      } finally {
        stop.release();
      }
    });
}

function peopleOf({ contacts, seed, until }: Options, now: number): SeedPeople {
  return {
    contacts: wholeNumber('--contacts', contacts, 1, mostSeeded),
    seed: wholeNumber('--seed', seed, 0, highestSeed),
    until: until === undefined ? now : pastTime('--until', until, now),
  };
}

function stoppedAfter(
  { seen }: SeedProgress,
  { contacts, seed, until }: SeedPeople,
  locationId: string,
): CommandProblem {
  const people = `--contacts ${contacts} --location ${locationId} --seed ${seed}`;
  return new CommandProblem(
    `Stopped: the first ${count(seen)} of ${count(contacts)} contacts are there. To go on:\nnpx groundlevel seed ${people} --until ${toIsoTime(until)}`,
  );
}

type Done = { location: string; people: SeedPeople; done: SeedProgress; rate: number };

function print(terminal: Terminal, options: Options, { location, people, done, rate }: Done): void {
  const { seen, made, notes } = done;
  const there = seen - made;
  const result = {
    locationId: location,
    seed: people.seed,
    until: toIsoTime(people.until),
    made,
    there,
    notes,
    contactsASecond: rate,
  };
  output(terminal, options, result, [
    `Made ${count(made)} contacts and ${count(notes)} notes, ${count(rate)} contacts a second`,
    ...(there > 0 ? [`${count(there)} contacts were there already and stay as they are`] : []),
  ]);
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new CommandProblem(
    `${option} must be a whole number from ${count(least)} to ${count(most)}, not ${text}.`,
  );
}

function pastTime(option: string, text: string, now: number): number {
  const time = parseIsoTime(text) ?? Number.NaN;
  if (time >= Date.parse(earliest) && time <= now) return time;
  throw new CommandProblem(
    `${option} must be a date from ${earliest} to today, such as 2026-01-31, not ${text}.`,
  );
}

/** The first signal ends it after the slice; one that is meant again ends it at once. */
function stopOnSignal(): { isAsked(): boolean; release(): void } {
  const signals = createStopSignals();
  let asked = false;
  const receive = (): void => {
    const meant = signals.received(systemClock.monotonicMs());
    asked = true;
    if (meant === 'end') process.exit(1);
  };
  const names = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const name of names) process.on(name, receive);
  return {
    isAsked: () => asked,
    release: () => {
      for (const name of names) process.off(name, receive);
    },
  };
}
