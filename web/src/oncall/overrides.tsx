import { type addOverride, removeOverride } from '@muster/contract/oncall/schedules';
import type { AnswerOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { useNow } from '../ui/clock.ts';
import { Rows } from '../ui/section.tsx';
import { reasonOf } from '../ui/states.tsx';
import { Dated } from '../ui/time.tsx';
import { say } from '../ui/toast.tsx';
import { words } from './messages.ts';

type Override = AnswerOf<typeof addOverride>;

/** The overrides that still matter, with who made them, each to be taken back. */
export function Overrides({
  schedule,
  overrides,
  zone,
  mayNot,
}: {
  schedule: string;
  overrides: Override[];
  zone: string;
  mayNot: string | undefined;
}) {
  const client = useQueryClient();
  const now = new Date(useNow()).toISOString();
  const remove = useMutation({
    mutationFn: (id: string) => call(removeOverride, { params: { name: schedule, id } }),
    onSuccess: () => {
      say(words.override.removed);
      void client.invalidateQueries({ queryKey: [`schedule:${schedule}`] });
      void client.invalidateQueries({ queryKey: ['schedules'] });
    },
    onError: (error) => say(words.notDone(reasonOf(error)), 'warning'),
  });
  const ahead = overrides.filter((one) => one.end > now).sort((a, b) => a.start.localeCompare(b.start));
  if (ahead.length === 0) return <p className="text-sm text-quiet">{words.override.none}</p>;
  return (
    <Rows label={words.override.list}>
      {ahead.map((one) => (
        <li key={one.id} className="flex items-center justify-between gap-3 px-3 py-2 text-sm">
          <span className="min-w-0">
            <span className="block font-medium">{sentenceOf(one)}</span>
            <span className="text-quiet">
              <Dated at={one.start} zone={zone} /> – <Dated at={one.end} zone={zone} />,{' '}
              {words.override.madeBy(one.createdBy)}
            </span>
          </span>
          <Button size="small" whyNot={mayNot} busy={remove.isPending} onClick={() => remove.mutate(one.id)}>
            {words.override.remove}
          </Button>
        </li>
      ))}
    </Rows>
  );
}

function sentenceOf(one: Override): string {
  if (one.kind === 'replace' && one.with && one.user) return words.override.takes(one.with, one.user);
  const names = one.users?.join(', ') ?? one.user ?? '';
  return one.kind === 'remove' ? `− ${names}` : one.kind === 'add' ? `+ ${names}` : names;
}
