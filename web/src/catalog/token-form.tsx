import { createToken } from '@muster/contract/catalog/tokens';
import type { Access, BodyOf, Scope } from '@muster/contract/platform/endpoint';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call } from '../app/api.ts';
import { useMe } from '../app/session.tsx';
import { Button } from '../ui/button.tsx';
import { Choice, Field } from '../ui/field.tsx';
import { errorAt, errorBeside, textOf } from '../ui/form.ts';
import { Segmented } from '../ui/segmented.tsx';
import { Wrong } from '../ui/wrong.tsx';
import { words } from './messages.ts';
import { teams } from './queries.ts';
import { ScopePicker } from './scope-picker.tsx';

export interface MadeToken {
  label: string;
  secret: string;
}

type Kind = 'personal' | 'service';

/** Makes a token: for oneself, or, for administrators, one that belongs to a service. */
export function TokenForm({ onMade }: { onMade: (made: MadeToken) => void }) {
  const client = useQueryClient();
  const { access } = useMe();
  const [kind, setKind] = useState<Kind>('personal');
  const [scopes, setScopes] = useState<Scope[] | null>(null);
  const make = useMutation({
    mutationFn: (body: BodyOf<typeof createToken>) =>
      call(createToken, { body, idempotencyKey: crypto.randomUUID() }),
    onSuccess: ({ token, secret }) => {
      void client.invalidateQueries({ queryKey: ['tokens'] });
      onMade({ label: token.label, secret });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    make.mutate(bodyOf(new FormData(event.currentTarget), kind, scopes));
  };
  const isUnfinished = scopes?.length === 0;
  const rest = errorBeside(make.error, ['/label', '/expiresInDays', '/scopes', '/about', '/team']);
  return (
    <form onSubmit={submit} className="space-y-4">
      {access === 'admin' && (
        <div className="space-y-2">
          <Segmented label={words.tokens.kind} value={kind} options={words.tokens.kinds} onChange={setKind} />
          <p className="text-xs text-quiet">{words.tokens.kindText[kind]}</p>
        </div>
      )}
      <Field
        label={words.tokens.label}
        name="label"
        required
        maxLength={100}
        autoComplete="off"
        error={errorAt(make.error, '/label')}
      />
      {kind === 'service' && <Owner error={make.error} />}
      <div className="grid gap-3 sm:grid-cols-2">
        <Choice
          key={`${kind} access`}
          label={words.tokens.access}
          name="access"
          defaultValue={kind === 'service' ? 'responder' : access}
        >
          {grantable[access].map((one) => (
            <option key={one} value={one}>
              {words.people.levels[one]}
            </option>
          ))}
        </Choice>
        <Choice
          key={`${kind} end`}
          label={words.tokens.ends}
          name="days"
          defaultValue="90"
          error={errorAt(make.error, '/expiresInDays')}
        >
          {Object.entries({ ...words.tokens.spans, ...(kind === 'service' ? words.tokens.noEnd : {}) }).map(
            ([days, text]) => (
              <option key={days} value={days}>
                {text}
              </option>
            ),
          )}
        </Choice>
      </div>
      <ScopePicker scopes={scopes} onChange={setScopes} error={errorAt(make.error, '/scopes')} />
      <Wrong text={rest} />
      <Button
        type="submit"
        look="primary"
        busy={make.isPending}
        whyNot={isUnfinished ? words.tokens.noScope : undefined}
      >
        {words.tokens.make}
      </Button>
    </form>
  );
}

/** Who looks after a service token when its maker is gone. */
function Owner({ error }: { error: unknown }) {
  const known = useQuery(teams).data ?? [];
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Choice
        label={words.tokens.team}
        name="team"
        hint={words.tokens.teamHint}
        error={errorAt(error, '/team')}
      >
        <option value="">{words.tokens.noTeam}</option>
        {known.map((one) => (
          <option key={one.name}>{one.name}</option>
        ))}
      </Choice>
      <Field
        label={words.tokens.aboutIt}
        name="about"
        maxLength={500}
        hint={words.tokens.aboutHint}
        error={errorAt(error, '/about')}
      />
    </div>
  );
}

/** What each level may hand out; the server holds to the same. */
const grantable: Readonly<Record<Access, readonly Access[]>> = {
  admin: ['admin', 'responder', 'auditor', 'support', 'stakeholder'],
  responder: ['responder', 'support', 'stakeholder'],
  auditor: ['auditor'],
  support: ['support'],
  stakeholder: ['stakeholder'],
};

function bodyOf(form: FormData, kind: Kind, scopes: Scope[] | null): BodyOf<typeof createToken> {
  const [days, team, about] = [textOf(form, 'days'), textOf(form, 'team'), textOf(form, 'about')];
  const access = accessNamed(textOf(form, 'access'));
  return {
    kind,
    label: textOf(form, 'label'),
    ...(access ? { access } : {}),
    expiresInDays: days === 'never' ? 'never' : Number(days),
    ...(scopes === null ? {} : { scopes }),
    ...(team ? { team } : {}),
    ...(about ? { about } : {}),
  };
}

function accessNamed(value: string): Access | undefined {
  return grantable.admin.find((one) => one === value);
}
