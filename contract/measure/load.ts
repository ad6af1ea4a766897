import { z } from 'zod';
import { localTimeSchema } from '../oncall/definition.ts';
import { textCell } from '../oncall/hours.ts';
import { endpoint } from '../platform/endpoint.ts';
import { instant, name } from '../platform/wire.ts';

/** Hours by the clock of the person; a weekend's hours are of the other three as well. */
const hoursByKind = z.object({
  day: z.number(),
  /** From 18:00 until night begins. */
  evening: z.number(),
  night: z.number(),
  weekend: z.number(),
});
export type HoursByKind = z.infer<typeof hoursByKind>;

/** A night with at least one page while on call, by the day on which its evening was. */
const disturbedNight = z.object({
  evening: z.iso.date(),
  pages: z.number().int(),
  /** The longest time without a page between the beginning and the end of the night. */
  restHours: z.number(),
  /** Until when rest is due, counted from the last page of the night. */
  restUntil: instant,
  /** Whether nothing rang for the person until then; null while that is not over. */
  restKept: z.boolean().nullable(),
});
export type DisturbedNight = z.infer<typeof disturbedNight>;

/** The load of one person on one rota, in the person's own time zone. People stand by name; nobody is ranked. */
export const personLoad = z.object({
  person: z.string(),
  /** Hours on call. */
  hours: z.number(),
  hoursBy: hoursByKind,
  /** The part of the whole time that was spent on call on this rota: 0 to 1. */
  share: z.number(),
  /** Hours at work on pages of theirs while on call, each page at most four hours; overlapping ones count once. */
  worked: z.object({ hours: z.number(), ...hoursByKind.shape }),
  /** Pages that asked for this person. */
  pages: z.number().int(),
  /** The most pages in any twelve hours on call. */
  mostIn12Hours: z.number().int(),
  /** Pages that came while the person was on no rota at all. */
  pagesOffRota: z.number().int(),
  /** Clusters of pages less than 15 minutes apart. */
  interruptions: z.number().int(),
  weekendInterruptions: z.number().int(),
  /** Nights with an interruption, each counted once, by its evening. */
  disturbedNights: z.number().int(),
  nights: z.array(disturbedNight),
  /** Of the disturbed nights, the least of their longest rests; null where none was disturbed. */
  leastRestHours: z.number().nullable(),
  /** Turns taken over from others, and given to others. */
  taken: z.number().int(),
  given: z.number().int(),
  /** The share of the weighted interruptions by the share of the hours: 1 is even. Null: nothing to compare. */
  ratio: z.number().nullable(),
  overloaded: z.boolean(),
});
export type PersonLoad = z.infer<typeof personLoad>;

/** Limits of on-call work; what is over one proposes a review of the rota. */
export const limitKinds = ['shift', 'quiet', 'ratio', 'nights', 'rest', 'share', 'people'] as const;

/** One limit that did not hold, whom it concerns by name, and what was found against what is meant to hold. */
const overLimit = z.object({
  kind: z.enum(limitKinds),
  /** By name; empty where it is about the rota as a whole. */
  people: z.array(z.string()),
  /** The farthest from the limit. */
  value: z.number(),
  limit: z.number(),
});
export type OverLimit = z.infer<typeof overLimit>;

/** When night is, by the clock of each person, and how long the rest is that a disturbed one asks for. */
export const nightRule = z.strictObject({
  from: localTimeSchema,
  until: localTimeSchema,
  restHours: z.int().min(1).max(24),
});
export type NightRule = z.infer<typeof nightRule>;
export const usualNight: NightRule = { from: '22:00', until: '07:00', restHours: 11 };

export const rotaLoad = z.object({
  schedule: z.string(),
  /** Whose it is; null for everybody's. */
  team: z.string().nullable(),
  /** The rule that was counted by, and whose it is. */
  night: z.object({ ...nightRule.shape, of: z.enum(['schedule', 'team', 'all']) }),
  /** 1 - Gini of the weighted interruptions per hour; null with fewer than two people: there is no peer. */
  evenness: z.number().nullable(),
  n: z.number().int(),
  /** The median of pages in the turns of twelve hours of the whole time; null where nobody was on call. */
  medianIn12Hours: z.number().nullable(),
  /** Why a review of the rota is proposed; nothing where all limits hold. */
  review: z.array(overLimit),
  /** Only for those who look after the rota; others find themselves alone. */
  people: z.array(personLoad),
});
export type RotaLoad = z.infer<typeof rotaLoad>;

export const getLoad = endpoint('GET /api/v1/measures/load', {
  who: 'signedIn',
  area: 'schedules',
  summary: 'On-call load per rota and person, four weeks unless told; people by name, never by rank.',
  query: z.strictObject({
    from: instant.optional(),
    until: instant.optional(),
    schedule: name.optional(),
    /** The rotas that its policy calls. */
    service: name.optional(),
    /** As of every measure; what people are called for is load whatever its severity, so it takes nothing away. */
    severity: name.optional(),
  }),
  answer: z.object({
    from: instant,
    until: instant,
    /** The mean evenness of the rotas that have one. */
    value: z.number().nullable(),
    n: z.number().int(),
    rotas: z.array(rotaLoad),
    definition: z.string(),
  }),
});

export const putNightRule = endpoint('PUT /api/v1/measures/load/nights', {
  who: 'responder',
  area: 'schedules',
  summary:
    'When night is for a schedule, or for all of a team’s, and the rest after a disturbed one; null: as usual.',
  body: z
    .strictObject({ schedule: name.optional(), team: name.optional(), rule: nightRule.nullable() })
    .refine(({ schedule, team }) => (schedule === undefined) !== (team === undefined), {
      error: 'name either a schedule or a team',
      path: ['schedule'],
    })
    .refine(({ rule }) => rule === null || rule.from !== rule.until, {
      error: 'a night ends at another time than it begins',
      path: ['rule', 'until'],
    }),
});

/** The same as CSV (RFC 4180), a row for each person and rota. No cell can be taken for a formula. */
export function loadCsv({
  from,
  until,
  rotas,
}: {
  from: string;
  until: string;
  rotas: readonly RotaLoad[];
}): string {
  const rows = rotas.flatMap(({ schedule, people }) =>
    people.map((one) => [
      ...[schedule, one.person, from, until].map(textCell),
      ...csvFigures.map(([, figure]) => numberCell(figure(one))),
    ]),
  );
  const head = ['rota', 'person', 'from', 'until', ...csvFigures.map(([column]) => column)];
  return [head, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

const csvFigures: readonly (readonly [string, (one: PersonLoad) => number | null])[] = [
  ['hours', (one) => one.hours],
  ['day_hours', (one) => one.hoursBy.day],
  ['evening_hours', (one) => one.hoursBy.evening],
  ['night_hours', (one) => one.hoursBy.night],
  ['weekend_hours', (one) => one.hoursBy.weekend],
  ['worked_hours', (one) => one.worked.hours],
  ['worked_night_hours', (one) => one.worked.night],
  ['pages', (one) => one.pages],
  ['most_in_12_hours', (one) => one.mostIn12Hours],
  ['pages_off_rota', (one) => one.pagesOffRota],
  ['interruptions', (one) => one.interruptions],
  ['weekend_interruptions', (one) => one.weekendInterruptions],
  ['disturbed_nights', (one) => one.disturbedNights],
  ['least_rest_hours', (one) => one.leastRestHours],
  ['rests_broken', (one) => one.nights.filter(({ restKept }) => restKept === false).length],
  ['turns_taken', (one) => one.taken],
  ['turns_given', (one) => one.given],
  ['ratio', (one) => one.ratio],
];

function numberCell(value: number | null): string {
  if (value === null) return '';
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
