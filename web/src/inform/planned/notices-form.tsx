import type { Maintenance } from '@muster/contract/detect/maintenances';
import {
  getPlannedNotices,
  type PlannedNotices,
  type PlannedTelling,
  putPlannedNotices,
} from '@muster/contract/inform/planned';
import { maintenanceActs, saidOf, shippedTexts } from '@muster/contract/inform/planned-text';
import { type Audience, audiences } from '@muster/contract/respond/settings';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Area, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside } from '../../ui/form.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { At } from '../../ui/time.tsx';
import { say } from '../../ui/toast.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { words } from './messages.ts';

const telling = (id: string) =>
  queryOptions({
    queryKey: ['maintenances', 'notices', id],
    queryFn: ({ signal }) => call(getPlannedNotices, { params: { id }, signal }),
  });

/** What is told of a maintenance: read, changed and approved by whoever plans it. */
export function NoticesForm({ maintenance, audienceWords, onClose }: Omit<Props, 'told'>) {
  return (
    <Dialog title={words.title} onClose={onClose}>
      <QueryView query={useQuery(telling(maintenance.id))} rows={4}>
        {(told) => (
          <Form maintenance={maintenance} audienceWords={audienceWords} told={told} onClose={onClose} />
        )}
      </QueryView>
    </Dialog>
  );
}

interface Props {
  maintenance: Maintenance;
  /** What audiences are called. */
  audienceWords: Readonly<Record<Audience, string>>;
  told: PlannedTelling;
  onClose: () => void;
}

function Form({ maintenance, audienceWords, told, onClose }: Props) {
  const client = useQueryClient();
  const [notices, setNotices] = useState<PlannedNotices>(() => beginning(told));
  const [hours, setHours] = useState(notices.remindHours.join(', '));
  const remindHours = hoursIn(hours);
  const save = useMutation({
    mutationFn: (body: PlannedNotices) =>
      call(putPlannedNotices, { params: { id: maintenance.id }, body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: () => {
      say(words.approved, 'ok');
      void client.invalidateQueries({ queryKey: ['maintenances'] });
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (remindHours) save.mutate({ ...notices, remindHours });
  };
  const beside = errorBeside(save.error, ['/title', ...maintenanceActs.map((act) => `/texts/${act}`)]);
  return (
    <form onSubmit={submit} className="space-y-4">
      <p className="text-sm text-quiet">{words.about}</p>
      <AudiencePicker
        audienceWords={audienceWords}
        chosen={notices.audiences}
        onChange={(chosen) => setNotices({ ...notices, audiences: chosen })}
      />
      <Field
        label={words.name}
        required
        maxLength={200}
        value={notices.title}
        onChange={(event) => setNotices({ ...notices, title: event.target.value })}
        error={errorAt(save.error, '/title')}
      />
      <Field
        label={words.remind}
        hint={words.remindHint}
        value={hours}
        onChange={(event) => setHours(event.target.value)}
        error={remindHours ? undefined : words.badHours}
      />
      <Texts
        notices={notices}
        maintenance={maintenance}
        error={save.error}
        onChange={(texts) => setNotices({ ...notices, texts })}
      />
      <Wrong text={beside} />
      <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
        {words.approve}
      </Button>
      <SaidBefore told={told} audienceWords={audienceWords} />
    </form>
  );
}

interface TextsProps {
  notices: PlannedNotices;
  maintenance: Maintenance;
  error: unknown;
  onChange: (texts: PlannedNotices['texts']) => void;
}

function Texts({ notices: { texts }, maintenance, error, onChange }: TextsProps) {
  const area = (act: (typeof maintenanceActs)[number]) => (
    <Area
      key={act}
      label={words.acts[act]}
      rows={act === 'announced' ? 4 : 2}
      required
      maxLength={2_000}
      value={texts[act]}
      onChange={(event) => onChange({ ...texts, [act]: event.target.value })}
      error={errorAt(error, `/texts/${act}`)}
      hint={act === 'announced' ? words.times : undefined}
    />
  );
  const isWrong = maintenanceActs.some((act) => act !== 'announced' && errorAt(error, `/texts/${act}`));
  return (
    <>
      {area('announced')}
      <div className="rounded-lg bg-sunken p-3 text-sm">
        <p className="text-xs text-quiet">{words.preview}</p>
        <p className="whitespace-pre-wrap wrap-anywhere">
          {saidOf(texts.announced, maintenance.window, maintenance.timeZone)}
        </p>
      </div>
      <details className="space-y-3" open={isWrong || undefined}>
        <summary className="cursor-pointer text-sm font-medium">{words.others}</summary>
        {maintenanceActs.filter((act) => act !== 'announced').map(area)}
      </details>
    </>
  );
}

function AudiencePicker({
  audienceWords,
  chosen,
  onChange,
}: {
  audienceWords: Props['audienceWords'];
  chosen: readonly Audience[];
  onChange: (chosen: Audience[]) => void;
}) {
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium">{words.audiences}</legend>
      <div className="flex flex-wrap gap-x-4">
        {audiences.map((one) => (
          <label key={one} className="flex min-h-10 items-center gap-2 text-sm">
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, one] : chosen.filter((other) => other !== one))
              }
            />
            {audienceWords[one]}
          </label>
        ))}
      </div>
      {chosen.length === 0 && <p className="text-xs text-quiet">{words.nobody}</p>}
    </fieldset>
  );
}

function SaidBefore({ told, audienceWords }: Pick<Props, 'told' | 'audienceWords'>) {
  if (!told.notices) return null;
  return (
    <section className="space-y-2 border-t border-line pt-3 text-sm">
      <p className="text-quiet">
        {words.before(told.notices.approvedBy)}, <At at={told.notices.approvedAt} />
      </p>
      {told.news.length > 0 && (
        <>
          <h3 className="font-medium">{words.said}</h3>
          <ul className="space-y-2">
            {told.news.map((one) => (
              <li key={one.id}>
                <span className="text-quiet">
                  <At at={one.at} />, {one.audiences.map((who) => audienceWords[who]).join(', ')},{' '}
                  {words.reach(one)}
                </span>
                <p className="whitespace-pre-wrap wrap-anywhere">{one.text}</p>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** Inside words are not for those outside, so the title is asked for anew. */
function beginning({ notices }: PlannedTelling): PlannedNotices {
  if (!notices) return { audiences: ['staff'], title: '', remindHours: [24, 1], texts: { ...shippedTexts } };
  const { audiences: chosen, title, remindHours, texts } = notices;
  return { audiences: chosen, title, remindHours, texts };
}

function hoursIn(text: string): number[] | undefined {
  const parts = text.split(/[\s,]+/).filter(Boolean);
  const hours = parts.map(Number);
  const isRight = hours.length <= 4 && hours.every((one) => Number.isInteger(one) && one >= 1 && one <= 336);
  return isRight ? hours : undefined;
}
