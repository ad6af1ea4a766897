import type { HistoryPlan } from '@muster/contract/inform/history';
import { useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Area } from '../../ui/field.tsx';
import { Section } from '../../ui/section.tsx';
import { reasonOf } from '../../ui/states.tsx';
import { say } from '../../ui/toast.tsx';
import { words } from './messages.ts';
import { useImport, usePreview } from './queries.ts';

const mostRefusals = 20;

/** A pasted history: what it would do is shown before anything is done. */
export function HistoryImport({ name, mayNot }: { name: string; mayNot: string | undefined }) {
  const [text, setText] = useState('');
  const [problem, setProblem] = useState<string>();
  const preview = usePreview(name);
  const bring = useImport(name);
  const plan = preview.data;
  const change = (next: string) => {
    setText(next);
    setProblem(undefined);
    preview.reset();
  };
  const ask = (then: (document: unknown) => void) => {
    try {
      then(JSON.parse(text));
    } catch {
      setProblem(words.history.notJson);
    }
  };
  const show = (error: Error) => setProblem(reasonOf(error));
  const go = () =>
    ask((document) =>
      bring.mutate(document, {
        onSuccess: () => {
          say(words.history.done);
          change('');
        },
        onError: show,
      }),
    );
  return (
    <Section title={words.history.title}>
      <p className="mb-3 max-w-2xl text-sm text-quiet">{words.history.about}</p>
      <div className="max-w-2xl space-y-3">
        <Area
          label={words.history.label}
          rows={6}
          value={text}
          onChange={(event) => change(event.target.value)}
          spellCheck={false}
          className="font-mono text-xs"
          error={problem}
        />
        {plan && <Plan plan={plan} />}
        <div className="flex flex-wrap gap-2">
          <Button
            whyNot={mayNot}
            busy={preview.isPending}
            onClick={() => ask((document) => preview.mutate(document, { onError: show }))}
          >
            {words.history.preview}
          </Button>
          {plan && (
            <Button look="primary" whyNot={mayNot} busy={bring.isPending} onClick={go}>
              {words.history.go}
            </Button>
          )}
        </div>
      </div>
    </Section>
  );
}

function Plan({ plan }: { plan: HistoryPlan }) {
  const { components, incidents, updates, maintenances, refused } = plan;
  const counted = [
    [words.history.components, words.history.componentCounts(components.new.length, components.known)],
    [words.history.incidents, words.history.counts(incidents.new, incidents.changed, incidents.same)],
    [words.history.updates, words.history.counts(updates.new, updates.changed, updates.same)],
  ];
  return (
    <div role="status" className="space-y-2 rounded-lg border border-line bg-raised p-4 text-sm">
      <h3 className="font-semibold">{words.history.plan}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 tabular-nums">
        {counted.map(([label, value]) => (
          <div key={label} className="contents">
            <dt className="text-quiet">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {maintenances > 0 && <p className="text-quiet">{words.history.maintenances(maintenances)}</p>}
      {refused.length > 0 && (
        <div>
          <p className="font-medium">{words.history.refused(refused.length)}</p>
          <ul className="mt-1 space-y-0.5 text-quiet">
            {refused.slice(0, mostRefusals).map((one) => (
              <li key={one.pointer} className="wrap-anywhere">
                <code className="text-xs">{one.pointer}</code> {one.message}
              </li>
            ))}
            {refused.length > mostRefusals && <li>{words.history.more(refused.length - mostRefusals)}</li>}
          </ul>
        </div>
      )}
    </div>
  );
}
