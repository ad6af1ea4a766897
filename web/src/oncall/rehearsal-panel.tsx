import type { RehearsalHereBody } from '@muster/contract/oncall/policy-path';
import { useQuery } from '@tanstack/react-query';
import { localZone } from '../ui/clock.ts';
import { QueryView } from '../ui/query-view.tsx';
import { rehearsalOf } from './policy-queries.ts';
import { bodyOf } from './rehearsal-ask.ts';
import { RehearsalDifference } from './rehearsal-difference.tsx';
import { type PastPage, RehearsalForm, useRehearsalAsk } from './rehearsal-form.tsx';
import { RehearsalResult } from './rehearsal-result.tsx';

interface Props {
  policy: string;
  /** What has not been saved and shall hold in the rehearsal all the same. */
  draft?: NonNullable<RehearsalHereBody['policy']>;
  /** Whether there is a saved policy to set the draft beside. */
  isStored?: boolean;
  zones: string[];
  services: string[];
  firstService: string;
  people: string[];
  past: PastPage[];
}

/** A rehearsal in place: the question, and the answer as it changes. Nothing is stored and nothing is sent. */
export function RehearsalPanel({ policy, draft, isStored = false, zones, firstService, ...rest }: Props) {
  const [ask, change] = useRehearsalAsk(firstService);
  const body = bodyOf(ask);
  const question = body && draft ? { ...body, policy: draft } : body;
  const answer = useQuery({
    ...rehearsalOf(policy, question ?? { at: '' }),
    enabled: question !== null,
  });
  const stored = useQuery({
    ...rehearsalOf(policy, body ?? { at: '' }),
    enabled: body !== null && isStored && draft !== undefined,
  });
  return (
    <div className="space-y-4">
      <RehearsalForm
        ask={ask}
        zones={[...new Set([localZone, 'UTC', ...zones])]}
        {...rest}
        onChange={change}
      />
      {question !== null && (
        <QueryView query={answer}>
          {(result) => (
            <>
              {isStored && draft && stored.data && (
                <RehearsalDifference before={stored.data} after={result} />
              )}
              <RehearsalResult result={result} zone={ask.zone} />
            </>
          )}
        </QueryView>
      )}
    </div>
  );
}
