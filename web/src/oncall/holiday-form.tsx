import { addHolidayCalendar } from '@muster/contract/oncall/holidays';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { say } from '../ui/toast.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './holiday-messages.ts';

interface Props {
  schedule: string;
  /** Whose it may be for as well; null where the schedule belongs to nobody. */
  team: string | null;
  onClose: () => void;
}

type Way = 'address' | 'file';
const longestFile = 500_000;

/** A calendar of public holidays: by its address, or as a file from one's own disk. */
export function HolidayForm({ schedule, team, onClose }: Props) {
  const client = useQueryClient();
  const [way, setWay] = useState<Way>('address');
  const [wrong, setWrong] = useState('');
  const save = useMutation({
    mutationFn: (body: BodyOf<typeof addHolidayCalendar>) =>
      call(addHolidayCalendar, { params: { name: schedule }, body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: ({ hasAddress, ahead }) => {
      say(hasAddress ? words.saved : words.savedFile(ahead));
      void client.invalidateQueries({ queryKey: [`schedule:${schedule}`] });
      onClose();
    },
  });
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setWrong('');
    const common = { place: textOf(form, 'place'), forTeam: form.has('forTeam') };
    if (way === 'address') return save.mutate({ ...common, url: textOf(form, 'url') });
    const file = form.get('file');
    if (!(file instanceof File) || file.size === 0 || file.size > longestFile)
      return setWrong(words.fileNeeded);
    save.mutate({ ...common, text: await file.text() });
  };
  const beside = errorBeside(save.error, ['/place', '/url', '/text']);
  return (
    <Dialog title={words.add} onClose={onClose}>
      <form onSubmit={(event) => void submit(event)} className="space-y-4">
        <Field
          label={words.place}
          name="place"
          hint={words.placeHint}
          required
          maxLength={60}
          autoComplete="off"
          error={errorAt(save.error, '/place')}
        />
        <Choice
          label={words.how}
          value={way}
          onChange={(event) => setWay(event.target.value === 'file' ? 'file' : 'address')}
        >
          <option value="address">{words.byAddress}</option>
          <option value="file">{words.byFile}</option>
        </Choice>
        <Source way={way} error={wrong || errorAt(save.error, way === 'file' ? '/text' : '/url')} />
        {team !== null && (
          <label className="flex items-start gap-2.5 text-sm">
            <input type="checkbox" name="forTeam" className="mt-0.5 size-4.5 shrink-0 accent-accent" />
            <span className="min-w-0">{words.forTeam}</span>
          </label>
        )}
        <Wrong text={beside} />
        <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}

function Source({ way, error }: { way: Way; error: string | undefined }) {
  if (way === 'file')
    return (
      <Field
        key="file"
        label={words.file}
        name="file"
        type="file"
        accept=".ics,text/calendar"
        required
        hint={words.fileHint}
        error={error}
      />
    );
  return (
    <Field
      key="url"
      label={words.url}
      name="url"
      type="url"
      required
      maxLength={2_000}
      autoComplete="off"
      hint={words.urlHint}
      error={error}
    />
  );
}
