import { putSchedule } from '@muster/contract/catalog/items';
import type { Override, Schedule } from '@muster/contract/oncall/definition';
import { getSchedule, listOnCall } from '@muster/contract/oncall/schedules';
import { startingAt } from '@muster/contract/oncall/starting-at';
import { madeOverrides } from '@muster/contract/oncall/temporary-schedules';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { errorBeside } from '../ui/form.ts';
import { problemOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { type Begin, beginningOf, RotaBegin } from './rota-begin.tsx';
import { RotaChanges } from './rota-changes.tsx';
import { differencesOf } from './rota-difference.ts';
import { type Draft, definitionIn, definitionOf, draftOf } from './rota-draft.ts';
import { words } from './rota-messages.ts';
import { RotaStale } from './rota-stale.tsx';

/** What is stored, as it was when it was read. */
export interface Basis {
  name: string;
  team: string | null;
  version: string;
  definition: Schedule;
  /** What people have taken over; it stays whatever the definition becomes. */
  made: readonly Override[];
  shiftEnds: string | null;
}

interface Props {
  basis: Basis | null;
  draft: Draft;
  settled: Schedule;
  now: Temporal.Instant;
  whyNot: string | undefined;
  onError: (error: unknown) => void;
  onDraft: (draft: Draft) => void;
  onSaved: (name: string) => void;
}

/** From when on, who gains and loses what, and the button at last. Stale is no failure: what they did is shown. */
export function RotaSave(props: Props) {
  const { draft, settled, now, whyNot, onError, onDraft, onSaved } = props;
  const client = useQueryClient();
  const [basis, setBasis] = useState(props.basis);
  const [theirs, setTheirs] = useState<Basis | null>(null);
  const [begin, setBegin] = useState<Begin>({ when: 'now', local: '' });
  const instant = beginningOf(begin, {
    now,
    shiftEnds: basis?.shiftEnds ?? null,
    zone: basis?.definition.timeZone ?? 'UTC',
  });
  const after = resultOf(basis, settled, instant);
  const save = useMutation({
    mutationFn: () => store(draft, basis, resultOf(basis, definitionOf(draft), instant)),
    onSuccess: async () => {
      say(words.saved);
      await client.invalidateQueries({ queryKey: [`schedule:${draft.name}`] });
      await client.invalidateQueries({ queryKey: ['schedules'] });
      onSaved(draft.name);
    },
    onError: async (error) => {
      onError(error);
      if (problemOf(error)?.code === 'precondition') setTheirs(await read(draft.name));
    },
  });
  const keep = () => {
    setBasis(theirs);
    setTheirs(null);
    save.reset();
  };
  const take = () => {
    if (theirs) onDraft(draftOf(theirs.name, theirs.team, theirs.definition));
    keep();
  };
  return (
    <div className="space-y-6">
      {basis && (
        <RotaBegin
          begin={begin}
          shiftEnds={basis.shiftEnds}
          zone={basis.definition.timeZone}
          onChange={setBegin}
        />
      )}
      <RotaChanges
        before={basis && withMade(basis.definition, basis.made)}
        after={withMade(after, basis?.made ?? [])}
        from={now}
      />
      {theirs && basis && (
        <RotaStale
          differences={differencesOf(basis.definition, theirs.definition)}
          onKeep={keep}
          onTake={take}
        />
      )}
      <Wrong
        text={
          theirs
            ? undefined
            : save.error instanceof Taken
              ? words.nameTaken
              : errorBeside(save.error, ['/name', '/team'])
        }
      />
      <Button
        look="primary"
        className="w-full"
        whyNot={whyNot ?? (draft.name === '' ? words.nameNeeded : undefined)}
        busy={save.isPending}
        onClick={() => save.mutate()}
      >
        {words.save}
      </Button>
    </div>
  );
}

/** Somebody else has a rota of this name: saving would write over it. */
class Taken extends Error {}

async function store(draft: Draft, basis: Basis | null, schedule: Schedule): Promise<unknown> {
  if (basis === null && (await isTaken(draft.name))) throw new Taken();
  return call(putSchedule, {
    params: { name: draft.name },
    body: { ...schedule, ...(draft.team === null ? {} : { team: draft.team }) },
    ...(basis ? { ifMatch: basis.version } : {}),
  });
}

async function isTaken(name: string): Promise<boolean> {
  return (await call(listOnCall)).items.some((one) => one.name === name);
}

async function read(name: string): Promise<Basis> {
  return basisOf(await call(getSchedule, { params: { name } }));
}

type Stored = AnswerOf<typeof getSchedule>;

export function basisOf(stored: Stored): Basis {
  const { name, team, version, until, definition } = stored;
  return {
    name,
    team,
    version,
    definition: definitionIn(definition),
    made: madeOverrides(stored),
    shiftEnds: until,
  };
}

/** The draft as it would be saved. While a zone is being typed there is nothing to cut by. */
function resultOf(basis: Basis | null, draft: Schedule, at: Temporal.Instant): Schedule {
  if (basis === null) return draft;
  try {
    return startingAt(basis.definition, draft, at);
  } catch {
    return draft;
  }
}

function withMade(schedule: Schedule, made: readonly Override[]): Schedule {
  return made.length === 0 ? schedule : { ...schedule, overrides: [...(schedule.overrides ?? []), ...made] };
}
