import { changeRetrospective } from '@muster/contract/learn/retrospectives';
import { useState } from 'react';
import { call } from '../../app/api.ts';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { Section } from '../../ui/section.tsx';
import { words } from './messages.ts';
import type { PartProps } from './panel.ts';
import { useAct } from './queries.ts';

/** Which signal would have seen it (R97): asked after each, and kept with what failed. */
export function Signal({ one, readOnly }: PartProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const save = useAct(one, (signal: string) =>
    call(changeRetrospective, { params: { id: one.id }, body: { signal } }),
  );
  const noticed = one.record.facts.find(({ name }) => name === 'detectedBy')?.value;
  if (readOnly && one.signal === '') return null;
  return (
    <Section title={words.detection}>
      <div className="space-y-3 rounded-lg border border-line bg-raised p-3 text-sm">
        {noticed !== undefined && (
          <p className="text-quiet">
            {words.facts.detectedBy}: <span className="text-text">{noticed}</span>
          </p>
        )}
        {readOnly ? (
          <div>
            <p className="text-xs text-quiet">{words.signal}</p>
            <p className="wrap-anywhere whitespace-pre-line">{one.signal}</p>
          </div>
        ) : (
          <form
            className="space-y-2"
            onSubmit={(event) => {
              event.preventDefault();
              save.mutate(draft ?? one.signal, { onSuccess: () => setDraft(null) });
            }}
          >
            <Area
              label={words.signal}
              hint={words.signalHint}
              value={draft ?? one.signal}
              rows={2}
              maxLength={2_000}
              onChange={({ target }) => setDraft(target.value)}
            />
            {draft !== null && draft !== one.signal && (
              <Button type="submit" size="small" look="primary" busy={save.isPending}>
                {words.save}
              </Button>
            )}
          </form>
        )}
      </div>
    </Section>
  );
}
