import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useWhyNotRespond } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { useWhyNotEdit } from '../catalog/editing.ts';
import { peopleHere, teams } from '../catalog/queries.ts';
import { oneSchedule } from '../oncall/queries.ts';
import { draftOf, newDraft } from '../oncall/rota-draft.ts';
import { RotaEditor } from '../oncall/rota-editor.tsx';
import { words } from '../oncall/rota-messages.ts';
import { type Basis, basisOf } from '../oncall/rota-save.tsx';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { localZone, nowMs } from '../ui/clock.ts';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

/** A rota from nothing. */
export function NewScheduleScreen() {
  useTitle(words.fresh);
  const whyNot = useWhyNotRespond();
  const [initial] = useState(() => newDraft(localZone, today()));
  const catalogue = useCatalogue();
  return (
    <>
      <Head title={words.fresh} about={words.freshAbout}>
        <Go to={paths.onCall} className={buttonClass()}>
          {words.discard}
        </Go>
      </Head>
      <RotaEditor basis={null} initial={initial} {...catalogue} whyNot={whyNot} />
    </>
  );
}

/** One rota that is there. */
export function EditScheduleScreen() {
  const { name = '' } = useParams({ strict: false });
  useTitle(`${words.edit}: ${name}`);
  return (
    <QueryView query={useQuery(oneSchedule(name))} rows={6} title={name}>
      {(item) => <Editing key={name} read={basisOf(item)} />}
    </QueryView>
  );
}

/** What was read first is what is edited: a hint that it has changed must not take away what was typed. */
function Editing({ read }: { read: Basis }) {
  const [basis] = useState(read);
  const whyNot = useWhyNotEdit()(basis.team);
  const catalogue = useCatalogue();
  return (
    <>
      <Head title={basis.name} about={whyNot ? `${whyNot} ${words.notYours}` : words.editAbout}>
        <Go to={paths.schedule(basis.name)} className={buttonClass()}>
          {words.discard}
        </Go>
      </Head>
      <RotaEditor
        basis={basis}
        initial={draftOf(basis.name, basis.team, basis.definition)}
        {...catalogue}
        whyNot={whyNot}
      />
    </>
  );
}

function useCatalogue() {
  const router = useRouter();
  return {
    people: useQuery(peopleHere).data ?? [],
    teams: (useQuery(teams).data ?? []).map((one) => one.name),
    onSaved: (name: string) => router.history.push(paths.schedule(name)),
  };
}

function today(): string {
  return Temporal.Instant.fromEpochMilliseconds(nowMs())
    .toZonedDateTimeISO(localZone)
    .toPlainDate()
    .toString();
}
