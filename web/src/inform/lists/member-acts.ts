import { addListMembers, deleteListMember, testListMember } from '@muster/contract/inform/lists';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';

/** What can be done with the members of a list. */
export function useMemberActs(id: string) {
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

export type MemberActs = ReturnType<typeof useMemberActs>;
