/** Duties to tell those outside: what starts them, what was submitted, and why one is not reported. */
import { isFulfilled, timesOf } from '@muster/contract/respond/obligation-time';
import type { KeptRule, Obligation } from '@muster/contract/respond/obligations';
import { byIdIn, type Folded, type Steps } from './fold-step.ts';

type Obligations =
  | 'obligationStarted'
  | 'obligationFactAdded'
  | 'obligationSubmitted'
  | 'obligationStepWaived'
  | 'obligationDeclined'
  | 'obligationAssigned'
  | 'obligationCalled';

export const obligationSteps: Steps<Obligations> = {
  obligationStarted: ({ state }, { data, at, actor }) => {
    const { fact, ...given } = data;
    const facts = [{ ...fact, recordedAt: at, recordedBy: actor.name }];
    dutiesIn(state).push(counted({ ...begun(given, at), facts }, at));
  },
  obligationFactAdded: ({ state }, { data: { id, ...fact }, at, actor }) => {
    change(state, id, at, (duty) => duty.facts.push({ ...fact, recordedAt: at, recordedBy: actor.name }));
  },
  obligationSubmitted: ({ state }, { data: { id, ...given }, at, actor }) => {
    change(state, id, at, (duty) => {
      duty.submissions.push({ ...given, recordedAt: at, recordedBy: actor.name });
      // Whoever was called to submit it is called no more.
      duty.pages = [];
    });
  },
  obligationStepWaived: ({ state }, { data: { id, ...given }, at, actor }) => {
    change(state, id, at, (duty) => {
      duty.waivers = [...(duty.waivers ?? []), { ...given, recordedAt: at, recordedBy: actor.name }];
      if (given.waived) duty.pages = [];
    });
  },
  obligationDeclined: ({ state }, { data, at, actor }) => {
    const { id, rule, reason, decidedBy } = data;
    const all = dutiesIn(state);
    const ended = { state: 'not-reportable', endedAt: at, refusal: { reason, decidedBy } } as const;
    const found = all.find((one) => one.id === id);
    if (found) Object.assign(found, ended);
    else all.push({ ...begun({ id, rule, owner: actor.name, deputy: null }, at), ...ended });
  },
  obligationAssigned: ({ state }, { data }) => {
    Object.assign(byIdIn(dutiesIn(state), data.id), data);
  },
  obligationCalled: ({ state }, { data: { id, page } }) => {
    byIdIn(dutiesIn(state), id).pages.push(page);
    if (!state.pages.includes(page)) state.pages.push(page);
  },
};

function dutiesIn(state: Folded['state']): Obligation[] {
  state.obligations ??= [];
  return state.obligations;
}

function begun(
  given: { id: string; rule: KeptRule; owner: string; deputy: string | null },
  startedAt: string,
): Obligation {
  return {
    ...given,
    state: 'running',
    facts: [],
    submissions: [],
    steps: [],
    startedAt,
    endedAt: null,
    refusal: null,
    pages: [],
  };
}

function change(state: Folded['state'], id: string, at: string, add: (duty: Obligation) => void): void {
  const duty = byIdIn(dutiesIn(state), id);
  add(duty);
  Object.assign(duty, counted(duty, at));
}

/** With its clocks as the facts have them now. What is reported whole is done, until another fact asks for more. */
function counted(duty: Obligation, at: string): Obligation {
  const steps = timesOf(duty);
  const isDone = isFulfilled(duty.rule, steps);
  return {
    ...duty,
    steps,
    state: isDone ? 'done' : 'running',
    endedAt: isDone ? (duty.endedAt ?? at) : null,
    refusal: null,
  };
}
