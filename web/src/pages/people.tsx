import { useQuery } from '@tanstack/react-query';
import { one, useSearchState } from '../app/search.ts';
import { useWhyNotAdmin } from '../app/session.tsx';
import { useTitle } from '../app/title.ts';
import { InviteForm } from '../catalog/invite-form.tsx';
import { words } from '../catalog/messages.ts';
import { words as own } from '../catalog/people-messages.ts';
import { PeopleTable, TeamTable } from '../catalog/people-table.tsx';
import { PersonPanel } from '../catalog/person-panel.tsx';
import { people, teams } from '../catalog/queries.ts';
import { Duties } from '../oncall/duties.tsx';
import { paths } from '../paths.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { inputClass } from '../ui/field.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { words as screens } from './messages.ts';

/** Who has an account, what they may do, and the teams. Who is open, and the invitation, stand in the address. */
export function PeopleScreen() {
  useTitle(words.people.title);
  const [search, setSearch] = useSearchState();
  const whyNot = useWhyNotAdmin();
  const query = useQuery(people);
  const q = one(search.q).toLowerCase();
  const opened = query.data?.find((person) => person.name === one(search.person));
  const mayChange = whyNot === undefined;
  return (
    <>
      <Head title={words.people.title} about={words.people.about}>
        <Go to={paths.organisation} className={buttonClass()}>
          {screens.setup.writeFile}
        </Go>
        <Button look="primary" whyNot={whyNot} onClick={() => setSearch({ invite: 'yes' })}>
          {own.invite}
        </Button>
      </Head>
      <div className="space-y-8">
        <Section
          title={words.people.people}
          beside={
            <input
              type="search"
              aria-label={words.people.search}
              placeholder={words.people.search}
              value={one(search.q)}
              onChange={(event) => setSearch({ q: event.target.value })}
              className={cx(inputClass, 'w-56!')}
            />
          }
        >
          <QueryView query={query} rows={4}>
            {(all) => {
              const found = all.filter((person) =>
                `${person.name} ${person.fullName} ${person.email}`.toLowerCase().includes(q),
              );
              if (found.length === 0) return <Empty title={words.people.none} />;
              const open = (name: string) => setSearch({ person: name });
              return <PeopleTable people={found} onOpen={mayChange ? open : undefined} />;
            }}
          </QueryView>
        </Section>
        <Section title={words.people.teams}>
          <QueryView query={useQuery(teams)} rows={2}>
            {(all) => <TeamTable teams={all} />}
          </QueryView>
        </Section>
        <p className="text-sm text-quiet">{words.people.add}</p>
      </div>
      {mayChange && one(search.invite) !== '' && (
        <InviteForm onClose={() => setSearch({ invite: undefined })} />
      )}
      {mayChange && opened && (
        <PersonPanel
          key={opened.name}
          person={opened}
          duties={<Duties name={opened.name} />}
          onClose={() => setSearch({ person: undefined })}
        />
      )}
    </>
  );
}
