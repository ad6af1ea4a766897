import { putPolicy } from '@muster/contract/catalog/items';
import type { Policy } from '@muster/contract/oncall/definition';
import { restartPages } from '@muster/contract/oncall/pages';
import { getPolicy } from '@muster/contract/oncall/schedules';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { errorBeside } from '../ui/form.ts';
import { Section } from '../ui/section.tsx';
import { problemOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { type PolicyDraft, policyDraftOf, policyIn, policyOf } from './policy-draft.ts';
import { editWords as words } from './policy-edit-messages.ts';
import { policyDifferences } from './policy-sentence.ts';
import { words as rota } from './rota-messages.ts';
import { DifferenceList, RotaStale } from './rota-stale.tsx';

/** What is stored, as it was when it was read. */
export interface PolicyBasis {
  name: string;
  team: string | null;
  version: string;
  definition: Policy;
  /** Open pages that follow it. */
  running: number;
}

interface Props {
  basis: PolicyBasis | null;
  draft: PolicyDraft;
  whyNot: string | undefined;
  onError: (error: unknown) => void;
  onDraft: (draft: PolicyDraft) => void;
  onSaved: (name: string) => void;
}

/** What is changed, and the button. Stale is no failure: what they did is shown, and nothing typed is lost. */
export function PolicySave({ draft, whyNot, onError, onDraft, onSaved, ...props }: Props) {
  const client = useQueryClient();
  const [basis, setBasis] = useState(props.basis);
  const [restarts, setRestarts] = useState(false);
  const [theirs, setTheirs] = useState<PolicyBasis | null>(null);
  const differences = basis ? policyDifferences(basis.definition, policyOf(draft)) : [];
  const isSame = basis !== null && differences.length === 0 && basis.team === draft.team;
  const save = useMutation({
    mutationFn: async () => {
      await store(draft, basis);
      return restarts ? restartAll(draft.name) : null;
    },
    onSuccess: async (restarted) => {
      say(restarted === null ? words.saved : words.restarted(restarted));
      await client.invalidateQueries({ queryKey: ['policies'] });
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
    if (theirs) onDraft(policyDraftOf(theirs.name, theirs.team, theirs.definition));
    keep();
  };
  return (
    <Section title={words.changes}>
      <div className="space-y-3 text-sm">
        {basis && isSame && <p className="text-quiet">{rota.unchanged}</p>}
        <DifferenceList differences={differences} />
        {basis && basis.running > 0 ? (
          <Restart running={basis.running} isOn={restarts} onChange={setRestarts} />
        ) : (
          <p className="text-xs text-quiet">{words.running}</p>
        )}
        {theirs && basis && (
          <RotaStale
            differences={policyDifferences(basis.definition, theirs.definition)}
            onKeep={keep}
            onTake={take}
          />
        )}
        {!theirs && <Wrong text={errorBeside(save.error, ['/name', '/team'])} />}
        <Button
          look="primary"
          className="w-full"
          whyNot={whyNot ?? whyNothing(draft, isSame)}
          busy={save.isPending}
          onClick={() => save.mutate()}
        >
          {words.save}
        </Button>
      </div>
    </Section>
  );
}

function Restart({
  running,
  isOn,
  onChange,
}: {
  running: number;
  isOn: boolean;
  onChange: (on: boolean) => void;
}) {
  return (
    <label className="flex items-start gap-2">
      <input
        type="checkbox"
        className="mt-0.5 size-5 shrink-0"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>
        {words.restart(running)}
        <span className="block text-xs text-quiet">{isOn ? words.restartHint : words.running}</span>
      </span>
    </label>
  );
}

/** Answers how many pages called somebody again. */
async function restartAll(name: string): Promise<number> {
  const { restarted, more } = await call(restartPages, { params: { name } });
  return more ? restarted + (await restartAll(name)) : restarted;
}

/** The stored policy as the editor begins with it. */
export function policyBasisOf({ name, team, version, definition, running }: Stored): PolicyBasis {
  return { name, team, version, definition: policyIn(definition), running };
}

interface Stored {
  name: string;
  team: string | null;
  version: string;
  definition: Record<string, unknown>;
  running: number;
}

function whyNothing(draft: PolicyDraft, isSame: boolean): string | undefined {
  if (isSame) return rota.unchanged;
  return draft.name === '' ? rota.nameNeeded : undefined;
}

/** Somebody else has a policy of this name: saving would write over it. */
class Taken extends Error {}

async function store(draft: PolicyDraft, basis: PolicyBasis | null): Promise<unknown> {
  if (basis === null && (await isTaken(draft.name))) throw new Taken(words.nameTaken);
  return call(putPolicy, {
    params: { name: draft.name },
    body: { ...policyOf(draft), ...(draft.team === null ? {} : { team: draft.team }) },
    ...(basis ? { ifMatch: basis.version } : {}),
  });
}

async function isTaken(name: string): Promise<boolean> {
  try {
    await read(name);
    return true;
  } catch (error) {
    if (problemOf(error)?.code === 'not_found') return false;
    throw error;
  }
}

async function read(name: string): Promise<PolicyBasis> {
  return policyBasisOf(await call(getPolicy, { params: { name } }));
}
