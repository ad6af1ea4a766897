import { useMutation, useQuery } from '@tanstack/react-query';
import { type DragEvent, useId, useState } from 'react';
import { paths } from '../../paths.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { Field } from '../../ui/field.tsx';
import { Go } from '../../ui/go.tsx';
import { Section } from '../../ui/section.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { Columns } from './columns.tsx';
import { words } from './messages.ts';
import { Outlook } from './outlook.tsx';
import { type Chosen, previewOf, type Read, takeIn, type Wishes } from './reading.ts';

interface Props {
  /** Why nothing may be taken in; undefined when it may. */
  mayNot: string | undefined;
}

/** A file, what it says, what would become of it, and then that. */
export function ImportPanel({ mayNot }: Props) {
  const [chosen, setChosen] = useState<Chosen>();
  const [wishes, setWishes] = useState<Wishes>({
    columns: {},
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    createServices: true,
  });
  const preview = useQuery({
    queryKey: ['history-preview', chosen, wishes],
    queryFn: () => (chosen ? previewOf(chosen, wishes) : null),
    enabled: chosen !== undefined,
    placeholderData: (before: Read | null | undefined) => before,
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const take = useMutation({ mutationFn: (items: readonly unknown[]) => takeIn(items, wishes) });
  const choose = (file: Chosen) => {
    take.reset();
    setWishes({ ...wishes, columns: {} });
    setChosen(file);
  };
  const read = chosen ? preview.data : null;
  return (
    <div className="space-y-8">
      <FileChoice chosen={chosen} mayNot={mayNot} onChoose={choose} />
      {chosen && preview.isPending && <p role="status">{words.reading}</p>}
      {chosen && preview.error && (
        <p role="alert" className="text-sm text-critical wrap-anywhere">
          {reasonOf(preview.error)}
        </p>
      )}
      {read && !preview.error && (
        <>
          <div className="grid gap-4 sm:max-w-xl sm:grid-cols-2 sm:items-end">
            {read.columns.length > 0 && (
              <Zone zone={wishes.zone} onZone={(zone) => setWishes({ ...wishes, zone })} />
            )}
            <label className="flex min-h-11 items-center gap-2.5 text-sm">
              <input
                type="checkbox"
                className="size-4.5 accent-accent"
                checked={wishes.createServices}
                onChange={(event) => setWishes({ ...wishes, createServices: event.target.checked })}
              />
              {words.services}
            </label>
          </div>
          {read.columns.length > 0 && (
            <Columns
              columns={read.columns}
              onMeaning={(column, field) =>
                setWishes({ ...wishes, columns: { ...wishes.columns, [column]: field } })
              }
            />
          )}
          {take.isSuccess ? (
            <Done created={take.data.created} updated={take.data.updated} />
          ) : (
            <Outlook
              read={read}
              busy={take.isPending}
              onTake={() => take.mutate(read.items)}
              mayNot={mayNot}
            />
          )}
          {take.error && (
            <p role="alert" className="text-sm text-critical">
              {reasonOf(take.error)}
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** Asked for again only when it is a zone: half a name is no reason for a refusal. */
function Zone({ zone, onZone }: { zone: string; onZone: (zone: string) => void }) {
  const [typed, setTyped] = useState(zone);
  return (
    <Field
      label={words.zone}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onBlur={() => onZone(typed.trim() || 'UTC')}
      autoComplete="off"
    />
  );
}

function FileChoice({
  chosen,
  mayNot,
  onChoose,
}: Props & { chosen: Chosen | undefined; onChoose: (file: Chosen) => void }) {
  const id = useId();
  const [over, setOver] = useState(false);
  const take = async (file: File | undefined) => {
    if (file && mayNot === undefined) onChoose({ name: file.name, text: await file.text() });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a second way; the button is the first.
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cx(
        'flex flex-col items-center gap-2 rounded-lg border border-dashed px-4 py-8 text-center',
        over ? 'border-accent bg-accent-soft' : 'border-line-strong',
      )}
    >
      <input
        id={id}
        type="file"
        aria-label={words.file}
        accept=".csv,.tsv,.txt,.json,text/csv,application/json"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          void take(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      {chosen && <p className="font-medium wrap-anywhere">{chosen.name}</p>}
      <p className="flex flex-wrap items-center justify-center gap-2 text-sm text-quiet">
        <Button
          look={chosen ? 'plain' : 'primary'}
          whyNot={mayNot}
          onClick={() => document.getElementById(id)?.click()}
        >
          {chosen ? words.another : words.choose}
        </Button>
        {words.drop}
      </p>
      <p className="text-xs text-quiet">{words.format}</p>
    </div>
  );
}

function Done({ created, updated }: { created: number; updated: number }) {
  return (
    <Section title={words.title}>
      <p role="status">{words.done(created, updated)}</p>
      <p className="mt-3 flex flex-wrap gap-2">
        <Go to={paths.incidents()} className={buttonClass('primary')}>
          {words.toList}
        </Go>
        <Go to={paths.reliability()} className={buttonClass()}>
          {words.toFigures}
        </Go>
      </p>
    </Section>
  );
}
