/** What a session is made of besides its agenda: its time, what those present put aside, ask and find worth doing. */
import { z } from 'zod';
import { id, instant } from '../platform/wire.ts';

/** How long one report may take and has taken. Everybody sees the same clock; it runs for one report at a time. */
export const agendaTime = z.object({
  minutes: z.int(),
  /** What has passed without the stretch that runs now. */
  spentSeconds: z.int(),
  runningSince: instant.nullable(),
  /** How much had passed when everybody was last asked in turn; 0 before. */
  roundAt: z.int(),
});
export type AgendaTime = z.infer<typeof agendaTime>;

/** How many are for it, and whether I am; names are told to nobody. */
export const votes = z.object({ count: z.int(), mine: z.boolean() });

export const ideaStates = ['waiting', 'taken', 'dropped'] as const;
/** What somebody would do about it: it waits until a small group decides (P20). */
export const idea = z.object({
  id,
  text: z.string(),
  /** The report that it is about, where one was named. */
  report: id.nullable(),
  by: z.string(),
  state: z.enum(ideaStates),
  /** The reference of the follow-up that it became. */
  followUp: z.string().nullable(),
  /** Why it was dropped. */
  note: z.string(),
  settledBy: z.string().nullable(),
  votes,
});
export type Idea = z.infer<typeof idea>;

export const questionStates = ['waiting', 'open', 'aside'] as const;
/** Nobody knows who asked, not even Muster: there is no name, no time and no order. */
export const question = z.object({ id, text: z.string(), state: z.enum(questionStates) });
export type Question = z.infer<typeof question>;

/** So long one report is talked about before the screen asks whether everybody was heard. */
export const roundAfterSeconds = 12 * 60;

export function secondsSpent({ spentSeconds, runningSince }: AgendaTime, nowMs: number): number {
  if (runningSince === null) return spentSeconds;
  return spentSeconds + Math.max(0, Math.floor((nowMs - Date.parse(runningSince)) / 1_000));
}

/** Whether it is time to ask everybody in turn. It tells how long was talked, never who talked. */
export function isRoundDue(time: AgendaTime, nowMs: number): boolean {
  return time.runningSince !== null && secondsSpent(time, nowMs) - time.roundAt >= roundAfterSeconds;
}

/** Whoever leads a session: whom it names, or else who invited. */
export function facilitatorsOf(one: {
  facilitator: string | null;
  coFacilitator: string | null;
  organiser: string;
}): string[] {
  const named = [one.facilitator, one.coFacilitator].filter((name) => name !== null);
  return named.length > 0 ? named : [one.organiser];
}
