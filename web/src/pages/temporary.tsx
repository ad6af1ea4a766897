import { useQuery } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTitle } from '../app/title.ts';
import { useWhyNotEdit } from '../catalog/editing.ts';
import { peopleHere } from '../catalog/queries.ts';
import type { Known } from '../oncall/person-picker.tsx';
import { oneSchedule } from '../oncall/queries.ts';
import { definitionIn } from '../oncall/rota-draft.ts';
import { newTemporary } from '../oncall/temporary-draft.ts';
import { TemporaryForm } from '../oncall/temporary-form.tsx';
import { words } from '../oncall/temporary-messages.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { nowMs } from '../ui/clock.ts';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head } from '../ui/section.tsx';

/** A rota that stands in for the usual one for a while. */
export function TemporaryScreen() {
  const { name = '' } = useParams({ strict: false });
  useTitle(words.head(name));
  const whyNot = useWhyNotEdit();
  const schedule = useQuery(oneSchedule(name));
  const people = useQuery(peopleHere);
  return (
    <QueryView query={schedule} rows={6} title={words.head(name)}>
      {({ team, definition }) => (
        <>
          <Head title={words.head(name)} about={whyNot(team) ?? words.headAbout}>
            <Go to={paths.schedule(name)} className={buttonClass()}>
              {words.discard}
            </Go>
          </Head>
          <QueryView query={people} rows={6}>
            {(here) => <Planning name={name} definition={definition} people={here} whyNot={whyNot(team)} />}
          </QueryView>
        </>
      )}
    </QueryView>
  );
}

interface Props {
  name: string;
  definition: Record<string, unknown>;
  people: readonly Known[];
  whyNot: string | undefined;
}

/** What is typed stays, whatever is read anew meanwhile. */
function Planning({ name, definition, people, whyNot }: Props) {
  const router = useRouter();
  const [initial] = useState(() => {
    const usual = definitionIn(definition);
    const today = Temporal.Instant.fromEpochMilliseconds(nowMs()).toZonedDateTimeISO(usual.timeZone);
    return newTemporary(
      name,
      usual,
      people.map((one) => one.name),
      today.toPlainDate(),
    );
  });
  return (
    <TemporaryForm
      schedule={name}
      initial={initial}
      people={people}
      whyNot={whyNot}
      onSaved={() => router.history.push(paths.schedule(name))}
    />
  );
}
