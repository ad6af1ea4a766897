/**
 * A rehearsal in place: an instant, an alert and what people do on the way, turned into the script of the rehearsal
 * and back into what a reader wants to know. Pure.
 */
import type { RuleLists } from '@muster/contract/oncall/contacts';
import type { Policy, Schedule } from '@muster/contract/oncall/definition';
import type {
  RehearsalAct,
  RehearsedHere,
  rehearsalHereBody,
  ToldHere,
} from '@muster/contract/oncall/policy-path';
import type { RehearsalEvent, RehearsalInput } from '@muster/contract/oncall/rehearsal';
import type { z } from 'zod';
import { Refusal } from '../../platform/refusal.ts';
import { wireTime } from '../../platform/wire-time.ts';
import { explain } from '../page/log.ts';
import type { Notify, RunPaging } from '../page/model.ts';
import { quietUntil } from '../page/world.ts';
import { type Circumstances, rehearseAt, type Story, type Told } from './model.ts';

export type AskedHere = z.output<typeof rehearsalHereBody>;

/** What was fetched of the organisation; drafts have replaced what they are drafts of. */
export interface Surroundings {
  readonly name: string;
  readonly policy: Policy;
  readonly paging: RunPaging;
  readonly schedules: ReadonlyMap<string, Schedule>;
  readonly teams: ReadonlyMap<string, readonly string[]>;
  readonly rules: ReadonlyMap<string, RuleLists>;
  readonly rings: ReadonlyMap<number, number>;
  readonly left: ReadonlySet<string>;
  /** Windows of planned work on the service, which hold its pages back. */
  readonly maintenance?: readonly { title: string; start: Temporal.Instant; end: Temporal.Instant }[];
  /** By which contact method a notification goes, and why that does not work, or null. */
  readonly contact: (notify: Pick<Notify, 'person' | 'via' | 'rule'>) => {
    kind: string;
    problem: string | null;
  };
}

/** The name of the page within a rehearsal: there is only one. */
const PAGE = 'i1';

/** Runs it. Throws a Refusal (invalid) for an act of nobody: nobody had been told by then. */
export function rehearseInPlace(asked: AskedHere, around: Surroundings): RehearsedHere {
  const circumstances = circumstancesOf(asked, around);
  const run = (acts: readonly RehearsalEvent[]) => rehearseAt(inputOf(asked, around, acts), circumstances);
  const events: RehearsalEvent[] = [];
  for (const [index, act] of asked.acts.toSorted((a, b) => a.after - b.after).entries()) {
    const by = act.by ?? lastToldBy(run(events), act.after);
    if (by === null) {
      throw new Refusal('invalid', 'Nobody has been told by then, so nobody acts.', [
        { pointer: `/acts/${index}/by`, message: 'say who' },
      ]);
    }
    events.push(eventOf(act, by));
  }
  return shown(asked, around, run(events));
}

function inputOf(asked: AskedHere, around: Surroundings, acts: readonly RehearsalEvent[]): RehearsalInput {
  const service = asked.service ?? around.name;
  return {
    zero: asked.at,
    until: asked.minutes,
    world: {
      users: Object.fromEntries(around.rules),
      teams: Object.fromEntries([...around.teams].map(([team, members]) => [team, [...members]])),
      schedules: Object.fromEntries(around.schedules),
      policies: { [around.name]: around.policy },
      services: { [service]: { ...around.paging, policy: around.name } },
    },
    script: [
      ...maintenanceOf(asked, around, service).filter((one) => one.t === 0),
      { t: 0, do: 'alert', service, ...(asked.urgency === undefined ? {} : { urgency: asked.urgency }) },
      ...[...maintenanceOf(asked, around, service).filter((one) => one.t > 0), ...acts].toSorted(
        (a, b) => a.t - b.t,
      ),
    ],
  };
}

/** What planned work does to the service, by the minutes of the rehearsal; ends before beginnings. */
function maintenanceOf(
  { at, minutes }: AskedHere,
  { maintenance = [] }: Surroundings,
  service: string,
): Extract<RehearsalEvent, { do: 'maintenance' }>[] {
  const zero = Temporal.Instant.from(at);
  const minuteOf = (instant: Temporal.Instant) =>
    Math.max(0, Math.ceil(zero.until(instant).total('minutes')));
  const event = (t: number, on: boolean, title: string) =>
    ({ t, do: 'maintenance', service, on, title }) as const;
  return maintenance
    .flatMap(({ start, end, title }) => [
      event(minuteOf(end), false, title),
      event(minuteOf(start), true, title),
    ])
    .filter(({ t, on }) => t < minutes && (on || t > 0))
    .toSorted((a, b) => a.t - b.t || Number(a.on) - Number(b.on));
}

function circumstancesOf(asked: AskedHere, around: Surroundings): Circumstances {
  const unreachable = new Set(asked.unreachable);
  return {
    ringPosition: (_policy, step) => around.rings.get(step) ?? 0,
    hasLeft: (person) => around.left.has(person),
    quietUntil: (person, at) => quietUntil(around.rules.get(person), at),
    failure: (notify) =>
      unreachable.has(notify.person) ? 'supposed to be out of reach.' : around.contact(notify).problem,
  };
}

function lastToldBy(story: Story, minute: number): string | null {
  return story.told.findLast((one) => one.t <= minute && one.problem === null)?.person ?? null;
}

function eventOf({ after, by: _, ...act }: RehearsalAct, by: string): RehearsalEvent {
  return { ...act, t: after, incident: PAGE, by };
}

function shown(asked: AskedHere, around: Surroundings, story: Story): RehearsedHere {
  const final = story.final[PAGE];
  const urgency = story.urgency[PAGE];
  if (!final || !urgency) throw new Error('a rehearsal opens one page');
  const zero = Temporal.Instant.from(asked.at);
  const at = (minutes: number) => wireTime(zero.add({ minutes }));
  return {
    at: wireTime(zero),
    urgency,
    told: story.told.map((one) => toldHere(one, around, at(one.t))),
    entries: story.log.map(({ t, ...entry }) => ({
      at: at(t),
      minute: t,
      code: entry.code,
      text: explain(entry),
    })),
    state: final.state,
    escalation: final.escalation,
  };
}

function toldHere(told: Told, around: Surroundings, at: string): ToldHere {
  const { t, person, via, step, pass, problem } = told;
  const { kind } = around.contact(told);
  return { at, minute: t, person, via, kind, step, pass, why: whyTold(told, around), problem };
}

/** Why this person by this contact method at this minute: what targeted them, and which of their rules it is. */
function whyTold({ kind, step, pass, person, rule, urgency }: Told, { rules }: Surroundings): string {
  const again = pass > 1 ? ` of pass ${pass}` : '';
  const because =
    kind === 'owner'
      ? 'Had the page, and the time for it is over'
      : kind === 'assigned'
        ? 'The page is assigned to them'
        : `Step ${step ?? 1}${again}`;
  const after = rule === null ? undefined : rules.get(person)?.[urgency][rule]?.after;
  if (rule === null || after === undefined)
    return `${because}; without a rule for ${urgency} urgency it is one e-mail.`;
  return `${because}; rule ${rule + 1} for ${urgency} urgency${after === 0 ? ', at once' : `, ${after} min after`}.`;
}
