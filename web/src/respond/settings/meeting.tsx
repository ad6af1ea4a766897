import type { RespondSettings } from '@muster/contract/respond/settings';
import { Choice } from '../../ui/field.tsx';
import { Section } from '../../ui/section.tsx';
import { words } from './messages.ts';
import { Grid, Minutes, Text } from './parts.tsx';

const say = words.meeting;

interface Props {
  value: RespondSettings;
  /** The names of all escalation policies. */
  policies: readonly string[];
  errorAt: (pointer: string) => string | undefined;
  onChange: (part: Partial<RespondSettings>) => void;
}

/** Where responders meet, who is paged when nobody commands, and when people are relieved. */
export function Meeting({ value, policies, errorAt, onChange }: Props) {
  const address = (
    name: 'callAddress' | 'fallbackCallAddress' | 'chatAddress',
    label: string,
    hint?: string,
  ) => (
    <Text
      label={label}
      {...(hint ? { hint } : {})}
      max={500}
      value={value[name] ?? ''}
      error={errorAt(`/${name}`)}
      onChange={(text) => onChange({ [name]: text.trim() === '' ? null : text })}
    />
  );
  const policy = (name: 'commandPolicy' | 'communicationsPolicy', label: string, none: string) => (
    <Choice
      label={label}
      error={errorAt(`/${name}`)}
      value={value[name] ?? ''}
      onChange={(event) => onChange({ [name]: event.target.value === '' ? null : event.target.value })}
    >
      <option value="">{none}</option>
      {[...new Set([...policies, ...(value[name] ? [value[name]] : [])])].map((one) => (
        <option key={one}>{one}</option>
      ))}
    </Choice>
  );
  return (
    <Section title={say.title}>
      <div className="max-w-2xl space-y-4">
        {address('callAddress', say.call, say.callHint)}
        {address('fallbackCallAddress', say.fallback)}
        {address('chatAddress', say.chat)}
        {policy('commandPolicy', say.policy, say.noPolicy)}
        {policy('communicationsPolicy', say.communications, say.noCommunications)}
        <Grid>
          {(['commandMinutes', 'anyRoleMinutes'] as const).map((name) => (
            <Minutes
              key={name}
              label={say[name]}
              value={value[name]}
              error={errorAt(`/${name}`)}
              onChange={(minutes) => onChange({ [name]: minutes ?? 0 })}
            />
          ))}
          <Minutes
            label={say.checkInMinutes}
            value={value.checkInMinutes}
            error={errorAt('/checkInMinutes')}
            onChange={(checkInMinutes) => onChange({ checkInMinutes })}
          />
        </Grid>
      </div>
    </Section>
  );
}
