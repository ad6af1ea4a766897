import type { RuleLists } from '@muster/contract/oncall/contacts';
import { putRules } from '@muster/contract/oncall/contacts';
import type { Window } from '@muster/contract/oncall/definition';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../app/api.ts';
import { Button } from '../ui/button.tsx';
import { localZone } from '../ui/clock.ts';
import { Field } from '../ui/field.tsx';
import { reasonOf } from '../ui/states.tsx';
import { say } from '../ui/toast.tsx';
import { words as oncall } from './messages.ts';
import { myContacts } from './queries.ts';
import { words } from './quiet-messages.ts';
import { changed } from './rota-draft.ts';
import { RotaWindows } from './rota-windows.tsx';

type Quiet = NonNullable<RuleLists['quiet']>;

/** The night as most people keep it. */
const night: Window = { from: '22:00', to: '07:00' };

/** The hours at which low urgency waits. The rules beside them are sent along as they were last saved. */
export function QuietHours({ rules, mayNot }: { rules: RuleLists; mayNot: string | undefined }) {
  const [draft, setDraft] = useState<Quiet>();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: ({ windows, timeZone }: Quiet) => {
      const quiet = windows.length === 0 ? undefined : { timeZone, windows };
      return call(putRules, { params: { name: 'me' }, body: changed(rules, { quiet }) });
    },
    onSuccess: (answer) => {
      client.setQueryData(myContacts.queryKey, answer);
      setDraft(undefined);
      say(answer.rules.quiet ? words.saved : words.cleared);
    },
    onError: (error) => say(oncall.notDone(reasonOf(error)), 'warning'),
  });
  const quiet = draft ?? rules.quiet ?? { timeZone: localZone, windows: [] };
  const hasHours = quiet.windows.length > 0;
  const isZone = isTimeZone(quiet.timeZone);
  return (
    <div className="space-y-4">
      <p className="text-sm text-quiet">{words.about}</p>
      <RotaWindows
        title={words.hours}
        none={words.none}
        fresh={night}
        windows={quiet.windows}
        onChange={(windows) => setDraft({ ...quiet, windows })}
      />
      {hasHours && (
        <div className="max-w-sm">
          <Field
            label={words.zone}
            hint={words.zoneHint}
            value={quiet.timeZone}
            list="quiet-zones"
            autoComplete="off"
            error={isZone ? undefined : words.noZone}
            onChange={(event) => setDraft({ ...quiet, timeZone: event.target.value })}
          />
          <datalist id="quiet-zones">
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
        </div>
      )}
      <Button
        look={draft ? 'primary' : 'plain'}
        whyNot={mayNot ?? (hasHours && !isZone ? words.noZone : undefined)}
        busy={save.isPending}
        onClick={() => save.mutate(quiet)}
      >
        {words.save}
      </Button>
    </div>
  );
}

function isTimeZone(text: string): boolean {
  try {
    return Intl.DateTimeFormat(undefined, { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
