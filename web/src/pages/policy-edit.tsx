import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { useWhyNotEdit } from '../catalog/editing.ts';
import { peopleHere, teams } from '../catalog/queries.ts';
import { newPolicyDraft, type PolicyDraft, policyDraftOf, targetParts } from '../oncall/policy-draft.ts';
import { editWords as words } from '../oncall/policy-edit-messages.ts';
import { PolicyEditor } from '../oncall/policy-editor.tsx';
import { onePolicy } from '../oncall/policy-queries.ts';
import { type PolicyBasis, policyBasisOf } from '../oncall/policy-save.tsx';
import { onCallNow } from '../oncall/queries.ts';
import { words as rota } from '../oncall/rota-messages.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';
import { useRehearsalKnown } from './rehearsal-known.ts';

/** A policy from nothing. */
export function NewPolicyScreen() {
  useTitle(words.fresh);
  const whyNot = useWhyNotRespond();
  const [initial] = useState(newPolicyDraft);
  return (
    <>
      <Head title={words.fresh} about={words.freshAbout}>
        <Go to={paths.policies} className={buttonClass()}>
          {rota.discard}
        </Go>
      </Head>
      <PolicyEditor basis={null} initial={initial} {...useCatalogue('')} whyNot={whyNot} />
    </>
  );
}

/** One policy that is there. */
export function EditPolicyScreen() {
  const { name = '' } = useParams({ strict: false });
  useTitle(`${words.edit}: ${name}`);
  return (
    <QueryView query={useQuery(onePolicy(name))} rows={6} title={name}>
      {(item) => <Editing key={name} read={policyBasisOf(item)} firstService={item.services[0] ?? ''} />}
    </QueryView>
  );
}

/** What was read first is what is edited: a hint that it has changed must not take away what was typed. */
function Editing({ read, firstService }: { read: PolicyBasis; firstService: string }) {
  const [basis] = useState(read);
  const whyNot = useWhyNotEdit()(basis.team);
  return (
    <>
      <Head title={basis.name} about={whyNot ? `${whyNot} ${rota.notYours}` : words.editAbout}>
        <Go to={paths.policy(basis.name)} className={buttonClass()}>
          {rota.discard}
        </Go>
      </Head>
      <PolicyEditor
        basis={basis}
        initial={policyDraftOf(basis.name, basis.team, basis.definition)}
        {...useCatalogue(firstService)}
        whyNot={whyNot}
      />
    </>
  );
}

function useCatalogue(firstService: string) {
  const router = useRouter();
  const people = useQuery(peopleHere).data ?? [];
  const allTeams = useQuery(teams).data ?? [];
  const schedules = useQuery(onCallNow).data?.items ?? [];
  const known = useRehearsalKnown();
  const behind = {
    user: (name: string) => [name],
    team: (name: string) => allTeams.find((one) => one.name === name)?.members ?? [],
    schedule: (name: string) => schedules.find((one) => one.name === name)?.onCall ?? [],
  };
  return {
    askable: {
      user: people.map(({ name, fullName }) => ({ name, label: fullName })),
      team: allTeams.map(({ name }) => ({ name, label: name })),
      schedule: schedules.map(({ name }) => ({ name, label: name })),
    },
    known: { ...known, firstService },
    reachedBy: ({ steps }: PolicyDraft) => {
      const targets = steps.flatMap(({ step }) => step.targets.map(targetParts));
      return [...new Set(targets.flatMap(({ kind, name }) => behind[kind](name)))].sort();
    },
    onSaved: (name: string) => router.history.push(paths.policy(name)),
  };
}
