import { type AudienceList, createAudienceList, putAudienceList } from '@muster/contract/inform/lists';
import { audiences } from '@muster/contract/respond/settings';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { call } from '../../app/api.ts';
import { Choice, Field } from '../../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../../ui/form.ts';
import { FormEnd } from '../../ui/form-end.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { audienceLists, choosableServices, choosableTeams, severitiesKnown } from './queries.ts';

interface Props {
  /** Undefined: a new one. */
  list: AudienceList | undefined;
  onClose: () => void;
}

/** For which news a list is. */
export function ListForm({ list, onClose }: Props) {
  const client = useQueryClient();
  const severities = useQuery(severitiesKnown).data ?? [];
  const save = useMutation({
    mutationFn: (form: FormData) => {
      const body = {
        name: textOf(form, 'name'),
        audience: audiences.find((one) => one === textOf(form, 'audience')) ?? 'staff',
        severity: textOf(form, 'severity') || null,
        services: chosen(form, 'services'),
        teams: chosen(form, 'teams'),
      };
      return list
        ? call(putAudienceList, { params: { id: list.id }, body })
        : call(createAudienceList, { body });
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: audienceLists.queryKey });
      say(words.form.saved);
      onClose();
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(new FormData(event.currentTarget));
  };
  const title = list ? words.form.editTitle(list.name) : words.form.addTitle;
  const rest = errorBeside(save.error, ['/name', '/audience', '/severity']);
  return (
    <form
      onSubmit={submit}
      aria-label={title}
      className="space-y-5 rounded-lg border border-line bg-raised p-4 sm:p-5"
    >
      <h3 className="text-base font-semibold wrap-anywhere">{title}</h3>
      <div className="grid gap-3 sm:grid-cols-3">
        <Field
          label={words.form.name}
          name="name"
          hint={words.form.nameHint}
          defaultValue={list?.name}
          maxLength={80}
          autoFocus
          required
          autoComplete="off"
          error={errorAt(save.error, '/name')}
        />
        <Choice label={words.form.audience} name="audience" defaultValue={list?.audience ?? 'staff'}>
          {audiences.map((one) => (
            <option key={one} value={one}>
              {words.audiences[one]}
            </option>
          ))}
        </Choice>
        <Choice
          key={severities.length}
          label={words.form.severity}
          name="severity"
          defaultValue={list?.severity ?? ''}
          error={errorAt(save.error, '/severity')}
        >
          <option value="">{words.form.anySeverity}</option>
          {severities.map((one) => (
            <option key={one.name} value={one.name}>
              {one.label}
            </option>
          ))}
        </Choice>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Picks
          name="services"
          legend={words.form.services}
          names={useQuery(choosableServices).data ?? []}
          picked={list?.services ?? []}
        />
        <Picks
          name="teams"
          legend={words.form.teams}
          names={useQuery(choosableTeams).data ?? []}
          picked={list?.teams ?? []}
        />
      </div>
      <FormEnd
        wrong={rest}
        busy={save.isPending}
        save={words.form.save}
        cancel={words.form.cancel}
        onCancel={onClose}
      />
    </form>
  );
}

interface PicksProps {
  name: string;
  legend: string;
  names: readonly string[];
  picked: readonly string[];
}

/** Some of many, by name; what was picked and is not there any more stays in sight. */
function Picks({ name, legend, names, picked }: PicksProps) {
  const all = [...picked, ...names.filter((one) => !picked.includes(one))];
  return (
    <fieldset className="min-w-0 space-y-1">
      <legend className="text-sm font-medium">{legend}</legend>
      <p className="text-xs text-quiet">{words.form.allHint}</p>
      <div className="max-h-44 overflow-y-auto rounded-md border border-line px-3 py-1">
        {all.map((one) => (
          <label key={one} className="flex min-h-8 items-center gap-2 text-sm pointer-coarse:min-h-11">
            <input
              type="checkbox"
              name={name}
              value={one}
              defaultChecked={picked.includes(one)}
              className="size-4"
            />
            <span className="min-w-0 wrap-anywhere">{one}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function chosen(form: FormData, name: string): string[] {
  return form.getAll(name).filter((one) => typeof one === 'string');
}
