import type { RetrospectiveState } from '@muster/contract/learn/news';
import { changeRetrospective, stepRetrospective } from '@muster/contract/learn/retrospectives';
import { useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotRespond } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import { useTicking } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { changedTo, toField } from '../../ui/local-time.ts';
import { Mark } from '../../ui/mark.tsx';
import { Dated } from '../../ui/time.tsx';
import { DueBecause } from './due-because.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { PersonChoice } from './person-choice.tsx';
import { useAct } from './queries.ts';

const order: readonly RetrospectiveState[] = ['draft', 'in-review', 'reviewed', 'published'];
const next: Readonly<Record<RetrospectiveState, RetrospectiveState | null>> = {
  draft: 'in-review',
  'in-review': 'reviewed',
  reviewed: 'published',
  published: null,
};

/** How far it has come, what is next, until when, and who does what. */
export function Steps({ one, readOnly }: PartProps) {
  const whyNot = useWhyNotRespond();
  const step = useAct(one, (to: RetrospectiveState) =>
    call(stepRetrospective, { params: { id: one.id }, body: { to } }),
  );
  const onward = next[one.state];
  return (
    <section aria-label={words.state} className="rounded-lg border border-line bg-raised p-3 sm:p-4">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <ol className="flex flex-wrap items-center gap-x-2 gap-y-1 text-sm">
          {order.map((state, i) => (
            <li
              key={state}
              aria-current={state === one.state ? 'step' : undefined}
              className={cx(
                'flex items-center gap-2',
                state === one.state ? 'font-semibold text-accent' : 'text-quiet',
              )}
            >
              {i > 0 && <span aria-hidden="true">→</span>}
              {words.states[state]}
            </li>
          ))}
        </ol>
        <div className="flex flex-wrap gap-2">
          {one.state !== 'draft' && (
            <Button
              size="small"
              look="quiet"
              whyNot={whyNot}
              busy={step.isPending}
              onClick={() => step.mutate('draft')}
            >
              {words.steps.draft}
            </Button>
          )}
          {onward && (
            <Button
              size="small"
              look="primary"
              whyNot={whyNot}
              busy={step.isPending}
              onClick={() => step.mutate(onward)}
            >
              {words.steps[onward]}
            </Button>
          )}
        </div>
      </div>
      <Facts one={one} readOnly={readOnly} />
      <Notice one={one} readOnly={readOnly} />
      {one.state !== 'published' && one.due.length > 0 && (
        <div className="mt-3 text-sm text-quiet">
          <DueBecause reasons={one.due} />
        </div>
      )}
    </section>
  );
}

function Notice({ one }: PartProps) {
  const text = one.overdue
    ? words.late
    : one.state === 'published'
      ? words.readOnly
      : one.state === 'reviewed'
        ? words.reviewedHint
        : null;
  if (text === null) return null;
  return (
    <p className={cx('mt-3 rounded-md px-3 py-2 text-sm', one.overdue ? 'bg-warning-soft' : 'bg-sunken')}>
      {text}
    </p>
  );
}

function Facts({ one, readOnly }: PartProps) {
  const [isOpen, setOpen] = useState(false);
  const people = [
    [words.owner, one.owner],
    [words.facilitator, one.facilitator],
    [words.noteTaker, one.noteTaker],
    [words.reviewer, one.reviewer],
  ] as const;
  return (
    <div className="mt-3 flex flex-wrap items-end justify-between gap-3">
      <dl className="flex flex-wrap gap-x-6 gap-y-2 text-sm">
        {people.map(([label, person]) => (
          <Fact key={label} label={label}>
            {person ?? <span className="text-quiet">{words.nobody}</span>}
          </Fact>
        ))}
        {one.meetingDueAt && one.meetingAt === null && (
          <Fact label={words.meeting}>
            <Promised at={one.meetingDueAt} isKept={one.state !== 'draft'} />
          </Fact>
        )}
        {one.meetingAt && (
          <Fact label={words.meetingAt}>
            <Dated at={one.meetingAt} />
          </Fact>
        )}
        {one.publishDueAt && (
          <Fact label={words.publish}>
            <Promised at={one.publishDueAt} isKept={one.state === 'published'} />
          </Fact>
        )}
      </dl>
      {!readOnly && (
        <Button size="small" onClick={() => setOpen(true)}>
          {words.people}
        </Button>
      )}
      {isOpen && <PeopleDialog one={one} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Promised({ at, isKept }: { at: string; isKept: boolean }) {
  const isLate = useTicking((now) => (!isKept && Date.parse(at) <= now ? 1 : 0)) === 1;
  return (
    <span className={isLate ? 'text-warning' : ''}>
      <Dated at={at} /> {isLate && <Mark tone="warning" word={words.overdue} />}
    </span>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-quiet">{label}</dt>
      <dd className="font-medium">{children}</dd>
    </div>
  );
}

const roles = ['owner', 'facilitator', 'noteTaker', 'reviewer'] as const;

function PeopleDialog({ one, onClose }: Pick<PartProps, 'one'> & { onClose: () => void }) {
  const [chosen, setChosen] = useState(Object.fromEntries(roles.map((role) => [role, one[role] ?? ''])));
  const [meeting, setMeeting] = useState(toField(one.meetingAt));
  const save = useAct(one, () => {
    const meetingAt = changedTo(meeting, one.meetingAt);
    const body = {
      ...Object.fromEntries(roles.map((role) => [role, chosen[role] || null])),
      ...(meetingAt === undefined ? {} : { meetingAt }),
    };
    return call(changeRetrospective, { params: { id: one.id }, body });
  });
  return (
    <Dialog title={words.people} onClose={onClose}>
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(undefined, { onSuccess: onClose });
        }}
      >
        {roles.map((role) => (
          <PersonChoice
            key={role}
            label={words[role]}
            value={chosen[role] ?? ''}
            nobody={words.nobody}
            without={role === 'reviewer' ? one.authors : []}
            onChange={(person) => setChosen({ ...chosen, [role]: person })}
          />
        ))}
        <Field
          label={words.meetingAt}
          type="datetime-local"
          value={meeting}
          onChange={(event) => setMeeting(event.target.value)}
        />
        <Button type="submit" look="primary" className="w-full" busy={save.isPending}>
          {words.save}
        </Button>
      </form>
    </Dialog>
  );
}
