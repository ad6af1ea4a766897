import { removeTemporary, type TemporarySchedule } from '@muster/contract/oncall/temporary-schedules';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { paths } from '../paths.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { useNow } from '../ui/clock.ts';
import { Go } from '../ui/go.tsx';
import { Mark } from '../ui/mark.tsx';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Dated } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words as oncall } from './messages.ts';
import { words } from './temporary-messages.ts';

interface Props {
  schedule: string;
  zone: string;
  temporary: readonly TemporarySchedule[];
  mayNot: string | undefined;
}

/** The rotas that stand in for a while, now and later; each to be ended or taken back. */
export function TemporaryList({ schedule, zone, temporary, mayNot }: Props) {
  return (
    <div className="space-y-3">
      <p className="text-sm text-quiet">{temporary.length === 0 ? words.none : words.about}</p>
      {temporary.length > 0 && (
        <Rows label={words.title}>
          {temporary.map((one) => (
            <One key={one.id} schedule={schedule} zone={zone} one={one} mayNot={mayNot} />
          ))}
        </Rows>
      )}
      <Go to={paths.temporary(schedule)} className={buttonClass()}>
        {words.add}
      </Go>
    </div>
  );
}

interface OneProps extends Omit<Props, 'temporary'> {
  one: TemporarySchedule;
}

function One({ schedule, zone, one, mayNot }: OneProps) {
  const client = useQueryClient();
  const holds = Date.parse(one.start) <= useNow();
  const remove = useMutation({
    mutationFn: () => call(removeTemporary, { params: { name: schedule, id: one.id } }),
    onSuccess: () => {
      say(holds ? words.ended : words.removed);
      void client.invalidateQueries({ queryKey: [`schedule:${schedule}`] });
      void client.invalidateQueries({ queryKey: ['schedules'] });
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  return (
    <li className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
      <span className="min-w-0">
        <span className="block font-medium break-words">
          {one.name} {holds && <Mark tone="ok" word={words.now} />}
        </span>
        <span className="text-quiet">
          <Dated at={one.start} zone={zone} /> – <Dated at={one.end} zone={zone} />, {words.by(one.createdBy)}
        </span>
      </span>
      <Button size="small" whyNot={mayNot} busy={remove.isPending} onClick={() => remove.mutate()}>
        {holds ? words.end : words.remove}
      </Button>
    </li>
  );
}
