import type { AudienceList, ListMember } from '@muster/contract/inform/lists';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from '../../ui/button.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { More, QueryView } from '../../ui/query-view.tsx';
import { Rows } from '../../ui/section.tsx';
import { Ago } from '../../ui/time.tsx';
import { type MemberActs, useMemberActs } from './member-acts.ts';
import { MemberForm } from './member-form.tsx';
import { words } from './messages.ts';
import { membersOf } from './queries.ts';

/** Who is on a list, whether a test reached them, and a way to add more. */
export function MemberPanel({ list, mayNot }: { list: AudienceList; mayNot: string | undefined }) {
  const query = useInfiniteQuery(membersOf(list.id));
  const act = useMemberActs(list.id);
  return (
    <div className="space-y-4">
      <QueryView query={query} rows={2}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0) return <p className="text-quiet">{words.noMembers}</p>;
          return (
            <div className="space-y-2">
              <Rows label={words.members(list.members)}>
                {items.map((one) => (
                  <Member key={one.id} one={one} mayNot={mayNot} {...act} />
                ))}
              </Rows>
              <More query={query} />
            </div>
          );
        }}
      </QueryView>
      {mayNot === undefined && <MemberForm add={act.add} />}
    </div>
  );
}

function Member({
  one,
  mayNot,
  takeOff,
  test,
}: { one: ListMember; mayNot: string | undefined } & MemberActs) {
  const whom = <span className="sr-only"> {one.label}</span>;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-3 py-2">
      <span className="min-w-0 flex-1 basis-48">
        <span className="block wrap-anywhere">{one.label}</span>
        <span className="text-xs text-quiet">{words.kinds[one.kind]}</span>
      </span>
      {one.test && (
        <span className="min-w-0 basis-44 text-xs">
          <Mark tone={tones[one.test.state]} word={words.member.results[one.test.state]} />
          <span className="block text-quiet wrap-anywhere">
            {one.test.reason || <Ago at={one.test.at} />}
          </span>
        </span>
      )}
      <span className="flex gap-2">
        {one.kind !== 'team' && (
          <Button
            size="small"
            whyNot={mayNot}
            busy={test.isPending && test.variables === one.id}
            onClick={() => test.mutate(one.id)}
          >
            {words.member.test}
            {whom}
          </Button>
        )}
        <Button
          size="small"
          look="quiet"
          whyNot={mayNot}
          busy={takeOff.isPending && takeOff.variables === one.id}
          onClick={() => takeOff.mutate(one.id)}
        >
          {words.member.takeOff}
          {whom}
        </Button>
      </span>
    </li>
  );
}

const tones: Record<NonNullable<ListMember['test']>['state'], Tone> = {
  waiting: 'info',
  sent: 'ok',
  failed: 'critical',
  withheld: 'quiet',
};
