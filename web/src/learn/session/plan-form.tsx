import {
  type AgendaReport,
  planSession,
  type Session,
  type SessionBody,
} from '@muster/contract/learn/sessions';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { call } from '../../app/api.ts';
import { paths } from '../../paths.ts';
import { Button } from '../../ui/button.tsx';
import { localZone, nowMs } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../../ui/form.ts';
import { QueryView } from '../../ui/query-view.tsx';
import { fieldOf, instantOf, PeopleTicks, PersonField, Ticks, tickedOf } from './fields.tsx';
import { words } from './messages.ts';
import { agenda, change, useSessionAct } from './queries.ts';

const pointers = ['title', 'startsAt', 'minutes', 'place'];

/** A new session, with what was published since the last one on its agenda. */
export function PlanSession({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const go = useNavigate();
  const plan = useMutation({
    mutationFn: (body: SessionBody) => call(planSession, { body }),
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: ['sessions'] });
      onClose();
      await go({ to: paths.session(id) });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    plan.mutate({ ...fieldsOf(form), reports: tickedOf(form, 'reports') });
  };
  return (
    <Dialog title={words.plan} onClose={onClose}>
      <QueryView query={useQuery(agenda)} rows={4}>
        {({ reports, drafts }) => (
          <form onSubmit={submit} className="space-y-4">
            <Fields error={plan.error} />
            <Agenda reports={reports} drafts={drafts} />
            <Button type="submit" look="primary" className="w-full" busy={plan.isPending}>
              {words.form.save}
            </Button>
          </form>
        )}
      </QueryView>
    </Dialog>
  );
}

/** What it is about, who leads, and who comes: the reports say who was there. */
function Agenda({ reports, drafts }: { reports: AgendaReport[]; drafts: AgendaReport[] }) {
  const [chosen, setChosen] = useState(reports.map((one) => one.id));
  const [invited, setInvited] = useState<string[]>([]);
  const about = [...reports, ...drafts].filter(({ id }) => chosen.includes(id));
  const named = [...new Set(about.flatMap((one) => one.named))];
  const optionsOf = (list: AgendaReport[]) =>
    list.map(({ id, ref, title }) => ({ value: id, text: [ref, title].filter(Boolean).join(' ') }));
  return (
    <>
      {reports.length === 0 ? (
        <p className="text-sm text-quiet">{words.form.noReports}</p>
      ) : (
        <Ticks
          name="reports"
          label={words.form.reports}
          options={optionsOf(reports)}
          chosen={chosen}
          onToggle={setChosen}
        />
      )}
      {drafts.length > 0 && (
        <Ticks
          name="reports"
          label={words.form.drafts}
          hint={words.form.draftsHint}
          options={optionsOf(drafts)}
          chosen={[]}
          onToggle={setChosen}
        />
      )}
      <Leads tookPart={about.flatMap((one) => one.tookPart)} />
      <PeopleTicks
        name="people"
        label={words.form.people}
        hint={words.form.peopleHint}
        chosen={invited}
        key={invited.join()}
      />
      {named.length > 0 && (
        <Button size="small" onClick={() => setInvited(named)}>
          {words.form.named(named.length)}
        </Button>
      )}
    </>
  );
}

/** Whoever leads was better not there themselves (P19): it is said, and still up to them. */
function Leads({ one, tookPart }: { one?: Session; tookPart: readonly string[] }) {
  const [leads, setLeads] = useState({
    facilitator: one?.facilitator ?? '',
    coFacilitator: one?.coFacilitator ?? '',
  });
  return (
    <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
      {(['facilitator', 'coFacilitator'] as const).map((role) => (
        <PersonField
          key={role}
          name={role}
          label={words.form[role]}
          nobody={role === 'facilitator' ? words.form.whoInvites : words.form.nobody}
          chosen={one?.[role] ?? null}
          hint={tookPart.includes(leads[role]) ? words.form.tookPart(leads[role]) : undefined}
          onChoose={(person) => setLeads({ ...leads, [role]: person })}
        />
      ))}
      <PersonField
        name="noteTaker"
        label={words.form.noteTaker}
        nobody={words.form.nobody}
        chosen={one?.noteTaker ?? null}
      />
    </div>
  );
}

export function ChangeSession({ one, onClose }: { one: Session; onClose: () => void }) {
  const save = useSessionAct(one.id, change(one.id), onClose);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    save.mutate(fieldsOf(new FormData(event.currentTarget)));
  };
  return (
    <Dialog title={words.form.change} onClose={onClose}>
      <form onSubmit={submit} className="space-y-4">
        <Fields one={one} error={save.error} />
        <Leads one={one} tookPart={one.reports.flatMap((report) => report.tookPart)} />
        <PeopleTicks
          name="people"
          label={words.form.people}
          chosen={one.people.map(({ person }) => person)}
        />
        <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
          {words.form.saveChange}
        </Button>
      </form>
    </Dialog>
  );
}

function fieldsOf(form: FormData) {
  return {
    title: textOf(form, 'title'),
    startsAt: instantOf(textOf(form, 'startsAt')),
    minutes: Number(textOf(form, 'minutes')),
    place: textOf(form, 'place'),
    people: tickedOf(form, 'people'),
    facilitator: textOf(form, 'facilitator') || null,
    coFacilitator: textOf(form, 'coFacilitator') || null,
    noteTaker: textOf(form, 'noteTaker') || null,
  };
}

function Fields({ one, error }: { one?: Session; error: unknown }) {
  return (
    <>
      <Field
        label={words.form.title}
        name="title"
        required
        maxLength={200}
        defaultValue={one?.title ?? words.form.usual}
        error={errorAt(error, '/title')}
      />
      <div className="grid grid-cols-1 gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Field
          label={words.form.startsAt}
          name="startsAt"
          type="datetime-local"
          required
          hint={words.form.zone(localZone)}
          defaultValue={fieldOf(one?.startsAt ?? tomorrow())}
          error={errorAt(error, '/startsAt')}
        />
        <Field
          label={words.form.minutes}
          name="minutes"
          type="number"
          min={15}
          max={480}
          required
          defaultValue={one?.minutes ?? 60}
          error={errorAt(error, '/minutes')}
        />
      </div>
      <Field
        label={words.form.place}
        name="place"
        maxLength={500}
        hint={words.form.placeHint}
        defaultValue={one?.place ?? ''}
      />
      {error !== null && errorBeside(error, pointers) && (
        <p role="alert" className="text-sm text-critical">
          {errorBeside(error, pointers)}
        </p>
      )}
    </>
  );
}

/** The next whole hour, a day ahead. */
function tomorrow(): string {
  const hour = 3_600_000;
  return Temporal.Instant.fromEpochMilliseconds((Math.floor(nowMs() / hour) + 25) * hour).toString();
}
