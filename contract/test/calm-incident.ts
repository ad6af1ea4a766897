/** An incident with which nothing is wrong, and the parts of which tests make what is. */
import type { Obligation } from '../respond/obligations.ts';
import type { Assignment, IncidentState, Responder, Task, Workstream } from '../respond/state.ts';

export const noon = Date.parse('2026-03-02T12:00:00.000Z');
/** So many minutes after noon, when all of these incidents are declared. */
export const at = (minutes: number) => new Date(noon + minutes * 60_000).toISOString();
const by = { kind: 'person', name: 'ana' } as const;
export const never = 10_000;

export const rule: IncidentState['rule'] = {
  name: 'critical',
  label: 'Critical',
  rank: 30,
  meaning: '',
  wakes: true,
  publicNotice: true,
  mayLower: 'commander',
  retrospective: 'required',
  rolesRequired: ['commander'],
  cadence: {},
  silentAfter: never,
  impactWithin: never,
  replanEvery: never,
};

/** Nothing is wrong with it, however long it takes. */
export const openLine = {
  id: 'l',
  kind: 'tripwire',
  text: 'The disk is full',
  person: null,
  dueAt: null,
  matches: null,
} as const;

const news = { id: 'u', at: at(0), text: '', kind: 'update', by, nextAt: null, count: 1 } as const;

export function calm(over: Partial<IncidentState> = {}): IncidentState {
  return {
    id: 'i',
    ref: 'INC-1',
    version: 1,
    title: 'Checkout fails',
    summary: '',
    kind: 'real',
    private: false,
    type: 'default',
    source: null,
    severity: 'critical',
    rule,
    status: 'declared',
    category: 'triage',
    declaredAt: at(0),
    declaredBy: by,
    commandPage: null,
    commander: 'ana',
    roles: { commander: 'ana' },
    assignments: [assigned('commander', 'ana', 0)],
    handoffs: [],
    responders: [],
    members: [],
    barred: [],
    services: [],
    impact: [],
    times: {},
    stated: {},
    severities: [interval(0, { severity: 'critical', rank: 30, cadence: {}, roles: rule.rolesRequired })],
    statuses: [interval(0, { status: 'declared', category: 'triage' })],
    tasks: [],
    claims: [],
    streams: [],
    pages: [],
    links: [],
    absorbed: [],
    mergedInto: null,
    call: null,
    chat: null,
    snapshot: null,
    updates: { staff: news },
    nextUpdates: {},
    fields: {},
    consequences: [],
    stopGaps: [],
    exceptions: [],
    quiet: null,
    plan: null,
    replannedAt: at(0),
    activeAt: at(0),
    optionAt: at(0),
    entryCount: 0,
    open: [],
    limits: { commandMinutes: 240, anyRoleMinutes: 480, checkInMinutes: null },
    missed: [],
    dismissed: [],
    ...over,
  };
}

/** An hour to tell an authority. */
export const duty: Obligation = {
  id: 'd',
  state: 'running',
  owner: 'ana',
  deputy: null,
  facts: [],
  submissions: [],
  pages: [],
  startedAt: at(0),
  endedAt: null,
  refusal: null,
  rule: {
    name: 'law',
    label: 'The law',
    source: 'Article 1',
    sourceDate: '2026-01-01',
    note: '',
    version: 1,
    active: true,
    startsWhen: 'You know it.',
    steps: [],
    zone: 'UTC',
    movesToWorkingDay: false,
    holidays: { schedule: null, days: [] },
    owner: null,
    deputy: null,
    suggest: { types: [], consequences: [] },
  },
  steps: [
    {
      step: 'notice',
      label: 'Notice',
      to: 'The authority',
      optional: false,
      startedAt: at(0),
      dueAt: at(60),
      submittedAt: null,
    },
  ],
};

export function interval<T>(from: number, given: T) {
  return { ...given, reason: '', from: at(from), until: null, by };
}

export function assigned(
  role: string,
  person: string,
  from: number,
  until: number | null = null,
): Assignment {
  return { role, person, from: at(from), until: until === null ? null : at(until), how: 'claimed', by };
}

export function responder(person: string, came: number | null): Responder {
  const hereAt = came === null ? null : at(came);
  return { person, joinedAt: at(0), hereAt, releasedAt: null, page: null, asked: null };
}

export function task(over: Partial<Task>): Task {
  return {
    id: 't',
    text: 'Look',
    person: 'ben',
    accepted: true,
    dueAt: null,
    state: 'open',
    stream: null,
    result: null,
    addedAt: at(0),
    by,
    endedAt: null,
    ...over,
  };
}

export function stream(over: Partial<Workstream>): Workstream {
  return {
    id: 's',
    title: 'Network',
    lead: 'ben',
    reportBy: null,
    everyMinutes: null,
    report: null,
    openedAt: at(0),
    closedAt: null,
    ...over,
  };
}

export function claim(id: string, person: string, from: number, until: number) {
  const what = { id, system: 'Ledger DB', person, doing: 'restart' };
  return { ...what, from: at(from), until: at(until), releasedAt: null };
}

export const offered: IncidentState['handoffs'][number] = {
  id: 'h',
  role: 'commander',
  from: 'ana',
  to: 'ben',
  brief: {},
  missing: {},
  state: 'offered',
  offeredAt: at(0),
  escalatedAt: null,
  endedAt: null,
  readBack: null,
  reason: null,
  page: null,
};
