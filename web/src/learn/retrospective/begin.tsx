import type { Depth, Suggestion } from '@muster/contract/learn/depth';
import { depths } from '@muster/contract/learn/depth';
import { putIncidentRetrospective } from '@muster/contract/learn/retrospectives';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../app/api.ts';
import { useWhyNotRespond } from '../../app/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/field.tsx';
import { errorBeside } from '../../ui/form.ts';
import { Head } from '../../ui/section.tsx';
import { Empty } from '../../ui/states.tsx';
import { Dated } from '../../ui/time.tsx';
import { Wrong } from '../../ui/wrong.tsx';
import { DueBecause } from './due-because.tsx';
import { words } from './messages.ts';

/** Where an incident has none yet: how deep it may go, why, and the button. */
export function Begin({ reference, known }: { reference: string; known: Suggestion }) {
  const { depth, reasons, due, meetingDueAt } = known;
  const client = useQueryClient();
  const whyNot = useWhyNotRespond();
  const [chosen, setChosen] = useState<Depth | null>(null);
  const begin = useMutation({
    mutationFn: (depth: Depth) =>
      call(putIncidentRetrospective, { params: { ref: reference }, body: { depth } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['retrospectives'] }),
  });
  return (
    <>
      <Head title={words.title} about={reference} />
      <Empty title={words.beginNone}>
        <p>{words.beginText}</p>
        <DueBecause reasons={due} />
        <p className="font-medium text-text">{words.suggested(words.depths[depth])}</p>
        {reasons.length > 0 && (
          <ul className="list-disc pl-5">
            {reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        {meetingDueAt && (
          <p>
            {words.meeting} <Dated at={meetingDueAt} />
          </p>
        )}
        <div className="flex max-w-md flex-wrap items-end gap-3 pt-2">
          <div className="min-w-32 flex-1">
            <Choice
              label={words.depth}
              value={chosen ?? depth}
              onChange={(event) => setChosen(depths.find((one) => one === event.target.value) ?? null)}
            >
              {depths.map((one) => (
                <option key={one} value={one}>
                  {words.depths[one]}
                </option>
              ))}
            </Choice>
          </div>
          <Button
            look="primary"
            whyNot={whyNot}
            busy={begin.isPending}
            onClick={() => begin.mutate(chosen ?? depth)}
          >
            {words.begin}
          </Button>
        </div>
        <Wrong text={errorBeside(begin.error, [])} />
      </Empty>
    </>
  );
}
