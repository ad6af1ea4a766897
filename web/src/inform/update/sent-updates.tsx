import type { Update } from '@muster/contract/inform/updates';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Rows, Section } from '../../ui/section.tsx';
import { At } from '../../ui/time.tsx';
import { words } from './messages.ts';

const atOnce = 20;

/** What was sent stands as it was sent, newest first. */
export function SentUpdates({ items }: { items: readonly Update[] }) {
  const [all, setAll] = useState(false);
  const left = items.length - atOnce;
  return (
    <Section title={words.history} quiet>
      <Rows label={words.history}>
        {(all ? items : items.slice(0, atOnce)).map((one) => (
          <li key={one.id} className="space-y-1 px-3 py-2.5 text-sm">
            <p className="flex flex-wrap gap-x-3 text-quiet">
              <span className="font-medium text-text">{words.audiences[one.audience]}</span>
              <span>{words.kinds[one.kind]}</span>
              {one.state && <span>{words.states[one.state]}</span>}
              <span>
                <At at={one.at} /> {words.by(one.by.name)}
              </span>
              {one.nextAt && (
                <span>
                  {words.promised} <At at={one.nextAt} />
                </span>
              )}
            </p>
            {one.title && <p className="font-medium wrap-anywhere">{one.title}</p>}
            <p className="whitespace-pre-wrap wrap-anywhere">{one.text}</p>
          </li>
        ))}
      </Rows>
      {left > 0 && !all && (
        <Button look="quiet" className="mt-2 w-full" onClick={() => setAll(true)}>
          {words.more(left)}
        </Button>
      )}
    </Section>
  );
}
