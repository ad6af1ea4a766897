import type { StatusPage } from '@muster/contract/inform/status-pages';
import { type FormEvent, useState } from 'react';
import { useWhyNotAdmin } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt, firstFault } from '../../ui/form.ts';
import { Section } from '../../ui/section.tsx';
import { say } from '../../ui/toast.tsx';
import { ComponentList } from './component-list.tsx';
import { type Draft, draftOf, wishOf } from './draft.ts';
import { words } from './messages.ts';
import { PagePreview } from './preview.tsx';
import { useSavePage } from './queries.ts';

/** Everything that a page is, in one form, with how it will look beside it. */
export function PageEditor({ page, services }: { page: StatusPage; services: readonly string[] }) {
  const [basis, setBasis] = useState(page);
  const [draft, setDraft] = useState(() => draftOf(page));
  const whyNot = useWhyNotAdmin();
  const save = useSavePage(page.name, basis.version);
  const set = (change: Partial<Draft>) => setDraft((before) => ({ ...before, ...change }));
  const isChanged = JSON.stringify(wishOf(draft)) !== JSON.stringify(wishOf(draftOf(basis)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (save.isPending || whyNot !== undefined) return;
    save.mutate(wishOf(draft), {
      onSuccess: (saved) => {
        setBasis(saved);
        setDraft(draftOf(saved));
        say(words.saved, 'ok');
      },
    });
  };
  return (
    <form
      onSubmit={submit}
      noValidate
      className="grid grid-cols-1 gap-8 lg:grid-cols-[minmax(0,1.5fr)_minmax(0,1fr)]"
    >
      <div className="min-w-0 space-y-8">
        <Section title={words.edit}>
          <Settings draft={draft} error={save.error} set={set} />
        </Section>
        <Section title={words.component.title}>
          <p className="mb-3 text-sm text-quiet">{words.component.about}</p>
          <ComponentList
            components={draft.components}
            services={services}
            errorAt={(pointer) => errorAt(save.error, pointer)}
            onChange={(components) => set({ components })}
          />
        </Section>
        <div className="sticky bottom-0 -mx-4 flex flex-wrap items-center gap-3 border-t border-line bg-surface px-4 py-3 max-lg:bottom-[calc(3.5rem+env(safe-area-inset-bottom))] sm:mx-0 sm:px-0">
          <Button type="submit" look="primary" busy={save.isPending} whyNot={whyNot}>
            {save.isPending ? words.saving : words.save}
          </Button>
          {isChanged && (
            <Button
              look="quiet"
              onClick={() => {
                save.reset();
                setBasis(page);
                setDraft(draftOf(page));
              }}
            >
              {words.discard}
            </Button>
          )}
          {save.isError ? (
            <p role="alert" className="min-w-0 text-sm text-critical">
              {words.failed(firstFault(save.error))}
            </p>
          ) : (
            isChanged && <p className="text-sm text-quiet">{words.unsaved}</p>
          )}
        </div>
      </div>
      <div className="min-w-0">
        <div className="lg:sticky lg:top-4">
          <Section title={words.preview} quiet>
            <PagePreview draft={draft} />
            <p className="mt-2 text-xs text-quiet">{words.previewHint}</p>
          </Section>
        </div>
      </div>
    </form>
  );
}

const fields = words.fields;

function Settings({
  draft,
  error,
  set,
}: {
  draft: Draft;
  error: unknown;
  set: (change: Partial<Draft>) => void;
}) {
  const at = (pointer: string) => errorAt(error, pointer);
  return (
    <div className="max-w-2xl space-y-4">
      <Field
        label={fields.title}
        value={draft.title}
        maxLength={120}
        autoComplete="off"
        error={at('/title')}
        onChange={(event) => set({ title: event.target.value })}
      />
      <Choice
        label={fields.visibility}
        value={draft.visibility}
        error={at('/visibility')}
        onChange={(event) => set({ visibility: event.target.value === 'internal' ? 'internal' : 'public' })}
      >
        <option value="public">{fields.visibilities.public}</option>
        <option value="internal">{fields.visibilities.internal}</option>
      </Choice>
      <Field
        label={fields.host}
        hint={fields.hostHint}
        value={draft.host}
        maxLength={253}
        autoComplete="off"
        autoCapitalize="none"
        error={at('/host')}
        onChange={(event) => set({ host: event.target.value })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label={fields.logo}
          hint={fields.logoHint}
          value={draft.logo}
          maxLength={60}
          autoComplete="off"
          error={at('/logo')}
          onChange={(event) => set({ logo: event.target.value })}
        />
        <Colour colour={draft.colour} onChange={(colour) => set({ colour })} />
      </div>
      <Check
        checked={draft.twoPersons}
        label={fields.twoPersons}
        onChange={(twoPersons) => set({ twoPersons })}
      />
      <div>
        <Check
          checked={draft.follows === 'impact'}
          label={fields.follows}
          onChange={(isOn) => set({ follows: isOn ? 'impact' : 'nothing' })}
        />
        <p className="text-xs text-quiet">{fields.followsHint}</p>
      </div>
    </div>
  );
}

const firstColour = '#0b5fff';

function Colour({ colour, onChange }: { colour: string | null; onChange: (colour: string | null) => void }) {
  return (
    <div className="space-y-1">
      <Field
        label={fields.colour}
        type="color"
        className="h-10 p-1"
        value={colour ?? firstColour}
        onChange={(event) => onChange(event.target.value)}
      />
      <Check
        checked={colour === null}
        label={fields.noColour}
        onChange={(none) => onChange(none ? null : firstColour)}
      />
    </div>
  );
}

function Check(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label className="flex min-h-10 items-center gap-3 text-sm pointer-coarse:min-h-11">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span className="min-w-0">{props.label}</span>
    </label>
  );
}
