import {
  type AudienceList,
  addListMembers,
  deleteListMember,
  type ListMember,
  testListMember,
} from '@muster/contract/inform/lists';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Mark, type Tone } from '../../ui/mark.tsx';
import { More, QueryView } from '../../ui/query-view.tsx';
import { Rows } from '../../ui/section.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { Ago } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
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

function useMemberActs(id: string) {
  const client = useQueryClient();
  const settle = () => client.invalidateQueries({ queryKey: ['audience-lists'] });
  const tell = (error: unknown) => say(reasonOf(error), 'warning');
  const add = useMutation({
    mutationFn: (members: BodyOf<typeof addListMembers>['members']) =>
      call(addListMembers, { params: { id }, body: { members } }),
    onSuccess: ({ added }) => {
      say(words.member.added(added));
      return settle();
    },
  });
  const takeOff = useMutation({
    mutationFn: (member: string) => call(deleteListMember, { params: { id, member } }),
    onSuccess: settle,
    onError: tell,
  });
  const test = useMutation({
    mutationFn: (member: string) => call(testListMember, { params: { id, member } }),
    onSuccess: () => {
      say(words.member.tested);
      return settle();
    },
    onError: tell,
  });
  return { add, takeOff, test };
}

type Acts = ReturnType<typeof useMemberActs>;
export type AddMembers = Acts['add'];

function Member({ one, mayNot, takeOff, test }: { one: ListMember; mayNot: string | undefined } & Acts) {
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
