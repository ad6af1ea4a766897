import { listShadows, removeShadow, type ShadowItem } from '@muster/contract/oncall/shadows';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Dated } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words as oncall } from './messages.ts';
import { ShadowForm } from './shadow-form.tsx';
import { words } from './shadow-messages.ts';

interface Props {
  schedule: string;
  zone: string;
  people: { name: string; fullName: string }[];
  /** Why this person may not change the rota. Shadows of their own they may end all the same. */
  mayNot: string | undefined;
}

/** Who looks on with whom, now and later; each to be ended. */
export function Shadows({ schedule, zone, people, mayNot }: Props) {
  const [adding, setAdding] = useState(false);
  const { access } = useMe();
  const mayAdd = access === 'admin' || access === 'responder';
  return (
    <div className="space-y-3">
      <p className="text-sm text-quiet">{words.about}</p>
      <QueryView query={useQuery(shadowsOf(schedule))} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-sm text-quiet">{words.none}</p>
          ) : (
            <Rows label={words.title}>
              {items.map((one) => (
                <Shadow key={one.id} schedule={schedule} zone={zone} one={one} mayNot={mayNot} />
              ))}
            </Rows>
          )
        }
      </QueryView>
      <Button whyNot={mayAdd ? undefined : mayNot} onClick={() => setAdding(true)}>
        {words.add}
      </Button>
      {adding && (
        <ShadowForm schedule={schedule} zone={zone} people={people} onClose={() => setAdding(false)} />
      )}
    </div>
  );
}

interface RowProps extends Omit<Props, 'people'> {
  one: ShadowItem;
}

function Shadow({ schedule, zone, one, mayNot }: RowProps) {
  const me = useMe().name;
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => call(removeShadow, { params: { name: schedule, id: one.id } }),
    onSuccess: () => {
      say(words.removed);
      void client.invalidateQueries({ queryKey: [`schedule:${schedule}`, 'shadows'] });
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  const isMine = me === one.trainee || me === one.person;
  return (
    <li className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
      <span className="min-w-0">
        <span className="block font-medium">
          {one.person === null ? words.ofOnCall(one.trainee) : words.ofPerson(one.trainee, one.person)}
        </span>
        <span className="text-quiet">
          <Dated at={one.start} zone={zone} /> – <Dated at={one.end} zone={zone} />,{' '}
          {words.madeBy(one.createdBy)}
        </span>
      </span>
      <Button
        size="small"
        whyNot={isMine ? undefined : mayNot}
        busy={end.isPending}
        onClick={() => end.mutate()}
      >
        {words.remove}
      </Button>
    </li>
  );
}

const shadowsOf = (schedule: string) =>
  queryOptions({
    queryKey: [`schedule:${schedule}`, 'shadows'],
    queryFn: ({ signal }) => call(listShadows, { params: { name: schedule }, signal }),
  });
