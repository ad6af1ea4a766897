import { useQuery } from '@tanstack/react-query';
import { one, useSearchState } from '../app/search.ts';
import { useTitle } from '../app/title.ts';
import { words } from '../catalog/messages.ts';
import { PeopleTable, TeamTable } from '../catalog/people-table.tsx';
import { people, teams } from '../catalog/queries.ts';
import { paths } from '../paths.ts';
import { buttonClass } from '../ui/button.tsx';
import { cx } from '../ui/class-names.ts';
import { inputClass } from '../ui/field.tsx';
import { Go } from '../ui/go.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Head, Section } from '../ui/section.tsx';
import { Empty } from '../ui/states.tsx';
import { words as screens } from './messages.ts';

/** Who has an account, and the teams. */
export function PeopleScreen() {
  useTitle(words.people.title);
  const [search, setSearch] = useSearchState();
  const q = one(search.q).toLowerCase();
  return (
    <>
      <Head title={words.people.title} about={words.people.about}>
        <Go to={paths.organisation} className={buttonClass()}>
          {screens.setup.writeFile}
        </Go>
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
          <QueryView query={useQuery(people)} rows={4}>
            {(all) => {
              const found = all.filter((person) =>
                `${person.name} ${person.fullName} ${person.email}`.toLowerCase().includes(q),
              );
              return found.length === 0 ? (
                <Empty title={words.people.none} />
              ) : (
                <PeopleTable people={found} />
              );
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
    </>
  );
}
