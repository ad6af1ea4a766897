/**
 * The one promise about command (R4, practice.md 2.1): whatever people do in whatever order, there are never two who
 * command, and where there is nobody a clock runs or has run out, which everybody sees.
 */
import type { IncidentEvent, NewEvent } from '@muster/contract/respond/events';
import type { IncidentState } from '@muster/contract/respond/state';
import { expect, it, test } from 'vitest';
import { Refusal } from '../../platform/refusal.ts';
import { decideMissed, dueOf } from '../clock/decide.ts';
import { clocksOf } from '../clock/running.ts';
import { draftBrief } from '../handoff/brief.ts';
import {
  decideAccepted,
  decideOffered,
  decideRefused,
  decideWithdrawn,
  refuseOffer,
} from '../handoff/decide.ts';
import { decideDeclared } from '../incident/decide.ts';
import { shippedSettings } from '../settings/model.ts';
import { type Folded, fold } from '../stream/model.ts';
import { decideLeft, decideReleased, decideTaken } from './decide.ts';

const people = ['ada', 'rex', 'sue', 'kim'];
const { roles } = shippedSettings;

/** The line that announces who took over. */
const lineOf = (play: Play) => ({
  id: play.id(),
  at: '2026-03-02T10:00:00.000Z',
  label: 'Incident commander',
});

/** One stream that is played step by step, with the instants that its events had. */
class Play {
  #folded: Folded | null = null;
  now = Temporal.Instant.from('2026-03-02T10:00:00Z');
  events: IncidentEvent[] = [];
  #ids = 0;
  constructor(takesCommand = false) {
    const given = {
      ref: 'INC-1',
      title: 'Checkout answers 502',
      summary: '',
      kind: 'real',
      isPrivate: false,
      type: 'default',
      source: null,
      severity: 'critical',
      services: [] as string[],
      startedAt: null,
      fields: {},
      key: 'k',
      takesCommand,
    } as const;
    const declared = decideDeclared(given, shippedSettings, wisher('ada'), this.now);
    this.append(declared, 'ada');
  }
  get state(): IncidentState {
    if (this.#folded === null) throw new Error('nothing was declared');
    return this.#folded.state;
  }
  id(): string {
    this.#ids += 1;
    return `h${this.#ids}`;
  }
  append(news: readonly NewEvent[], by: string): void {
    const at = this.now.toString({ smallestUnit: 'millisecond' });
    const first = this.events.length;
    const added = news.map((one, i) => asEvent({ ...one, at, by, seq: first + i + 1 }));
    if (added.length > 0) this.#folded = fold(this.#folded, added);
    this.events.push(...added);
  }
  /** Answers whether it was refused; then nothing has changed. */
  try(by: string, decide: (state: IncidentState) => readonly NewEvent[]): boolean {
    try {
      this.append(decide(this.state), by);
      return false;
    } catch (error) {
      if (error instanceof Refusal) return true;
      throw error;
    }
  }
  pass(minutes: number): void {
    this.now = this.now.add({ minutes });
    const due = dueOf(this.state, this.now.toString({ smallestUnit: 'millisecond' }));
    this.append(decideMissed(this.state, due, { page: 'p1', called: ['kim'], why: null }), 'muster');
  }
  offer(by: string, to: string, role = 'commander'): boolean {
    return this.try(by, (state) => {
      refuseOffer(state, { role, to }, { roles, candidate: candidate(to), wisher: wisher(by) });
      const draft = draftBrief({ state, entries: [], role, now: this.now });
      return decideOffered(state, { id: this.id(), role, to, brief: null, missing: {}, draft }, null);
    });
  }
}

/** Made by `append` alone, from what a decision answered. */
function asEvent(given: NewEvent & { at: string; by: string; seq: number }): IncidentEvent {
  const { by, ...event } = given;
  return {
    incident: 'i1',
    id: `e${event.seq}`,
    v: 1,
    statedAt: null,
    audience: 'responders',
    evidence: null,
    supersedes: null,
    actor: by === 'muster' ? { kind: 'muster', name: 'Muster' } : { kind: 'person', name: by },
    ...event,
  } as IncidentEvent;
}

const wisher = (person: string) => ({ person, isAdmin: false });
const candidate = (name: string, given: { isActive?: boolean; mayWork?: boolean } = {}) => ({
  name,
  isActive: true,
  mayWork: true,
  ...given,
});
const take = (play: Play, by: string, person = by, reason = '', role = 'commander') =>
  play.try(by, (state) =>
    decideTaken(state, { role, person, reason }, { roles, candidate: candidate(person), wisher: wisher(by) }),
  );
const release = (play: Play, by: string, person = by, reason = '', role = 'commander') =>
  play.try(by, (state) => decideReleased(state, { role, person, reason }, { roles, wisher: wisher(by) }));

function commandersAt(state: IncidentState, at: string): string[] {
  return state.assignments.flatMap((one) =>
    one.role === 'commander' && one.from <= at && (one.until === null || one.until > at) ? [one.person] : [],
  );
}

/** A small generator of numbers, so that a failure can be played again by its seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

function step(play: Play, next: (below: number) => number): void {
  const who = () => people[next(people.length)] ?? 'ada';
  const [by, to, reason] = [who(), who(), next(2) === 0 ? '' : 'because'];
  const offer = play.state.handoffs.at(-1 - next(2))?.id ?? 'none';
  switch (next(8)) {
    case 0:
      take(play, by, by, reason);
      break;
    case 1:
      take(play, by, to, reason);
      break;
    case 2:
      release(play, by, by, reason);
      break;
    case 3:
      play.offer(by, to);
      break;
    case 4:
      play.try(by, (state) =>
        decideAccepted(
          state,
          { id: offer, readBack: 'all of it', reason, line: lineOf(play) },
          { wisher: wisher(by), candidate: candidate(by) },
        ),
      );
      break;
    case 5:
      play.try(by, (state) => decideRefused(state, { id: offer, reason }, wisher(by)));
      break;
    case 6:
      play.try(by, (state) => decideWithdrawn(state, { id: offer, reason }, wisher(by)));
      break;
    default:
      play.append(decideLeft(play.state, to), 'muster');
  }
  play.pass(next(4));
}

it.each(Array.from({ length: 60 }, (_, i) => i + 1))(
  'never two commanders, and none only with an alarm (seed %i)',
  (seed) => {
    const [play, next] = [new Play(seed % 2 === 0), numbers(seed)];
    for (let i = 0; i < 60; i += 1) {
      step(play, next);
      const { state } = play;
      const instants = state.assignments.flatMap((one) => [one.from, ...(one.until ? [one.until] : [])]);
      for (const at of instants) expect(commandersAt(state, at).length).toBeLessThanOrEqual(1);
      expect(state.assignments.filter((one) => one.role === 'commander' && one.until === null)).toHaveLength(
        state.commander === null ? 0 : 1,
      );
      expect(state.handoffs.filter((one) => one.state === 'offered').length).toBeLessThanOrEqual(1);
      if (state.commander !== null) continue;
      const isAlarmed =
        clocksOf(state).some((one) => one.kind === 'command') ||
        state.missed.some((one) => one.kind === 'command');
      expect(isAlarmed).toBe(true);
    }
    expect(fold(null, play.events).state).toEqual(play.state);
  },
);

test('command passes in one instant, without a gap and without two', () => {
  const play = new Play(true);
  play.pass(1);
  expect(play.offer('ada', 'rex')).toBe(false);
  play.pass(2);
  const id = play.state.handoffs[0]?.id ?? '';
  const accept = (by: string, readBack: string | null, reason = '') =>
    play.try(by, (state) =>
      decideAccepted(
        state,
        { id, readBack, reason, line: lineOf(play) },
        { wisher: wisher(by), candidate: candidate(by) },
      ),
    );
  expect(accept('sue', 'mine')).toBe(true);
  expect(accept('rex', null)).toBe(true);
  expect(accept('rex', null, 'we sat side by side')).toBe(false);
  expect(play.state.commander).toBe('rex');
  const [ada, rex] = play.state.assignments;
  expect(rex?.from).toBe(ada?.until);
  expect(play.state.handoffs[0]).toMatchObject({ state: 'accepted', reason: 'we sat side by side' });
  expect(accept('rex', 'again')).toBe(true);
});

test('an offer that was taken back cannot be accepted, and there is one at a time', () => {
  const play = new Play(true);
  play.offer('ada', 'rex');
  expect(play.offer('ada', 'sue')).toBe(true);
  expect(play.offer('ada', 'ada')).toBe(true);
  const id = play.state.handoffs[0]?.id ?? '';
  expect(play.try('sue', (state) => decideWithdrawn(state, { id, reason: '' }, wisher('sue')))).toBe(true);
  expect(play.try('ada', (state) => decideWithdrawn(state, { id, reason: '' }, wisher('ada')))).toBe(false);
  const late = play.try('rex', (state) =>
    decideAccepted(
      state,
      { id, readBack: 'all', reason: '', line: lineOf(play) },
      { wisher: wisher('rex'), candidate: candidate('rex') },
    ),
  );
  expect(late).toBe(true);
  expect(play.state.commander).toBe('ada');
});

test('command is not taken from somebody, and not left, without a reason on record', () => {
  const play = new Play(true);
  expect(take(play, 'rex')).toBe(true);
  expect(release(play, 'ada')).toBe(true);
  expect(take(play, 'rex', 'rex', 'ada does not answer')).toBe(false);
  expect(play.state.commander).toBe('rex');
  expect(release(play, 'rex', 'rex', 'my train leaves')).toBe(false);
  expect(play.state.commander).toBeNull();
  expect(clocksOf(play.state)).toContainEqual(expect.objectContaining({ kind: 'command' }));
});

test('an empty chair pages once after five minutes, an offer that nobody answers after five', () => {
  const play = new Play();
  play.pass(4);
  expect(play.state.commandPage).toBeNull();
  play.pass(1);
  expect(play.state.commandPage).toBe('p1');
  expect(play.events.filter((one) => one.type === 'commandPaged')).toHaveLength(1);
  take(play, 'ada');
  expect(play.state.commandPage).toBeNull();
  play.offer('ada', 'rex');
  play.pass(5);
  expect(play.state.handoffs[0]?.escalatedAt).not.toBeNull();
  play.pass(60);
  expect(play.events.filter((one) => one.type === 'handoffEscalated')).toHaveLength(1);
  expect(play.state.commander).toBe('ada');
});

test('a role goes to nobody who has left, command to nobody who only reads, and no role that is not there', () => {
  const play = new Play();
  const give = (role: string, given: Parameters<typeof candidate>[1]) =>
    play.try('ada', (state) =>
      decideTaken(
        state,
        { role, person: 'sten', reason: '' },
        { roles, candidate: candidate('sten', given), wisher: wisher('ada') },
      ),
    );
  expect(give('scribe', { isActive: false })).toBe(true);
  expect(give('commander', { mayWork: false })).toBe(true);
  expect(give('king', {})).toBe(true);
  expect(give('observer', { mayWork: false })).toBe(false);
  expect(take(play, 'ada', 'ada', '', 'expert')).toBe(false);
  expect(take(play, 'rex', 'rex', '', 'expert')).toBe(false);
  expect(play.state.assignments.filter((one) => one.role === 'expert' && one.until === null)).toHaveLength(2);
});
