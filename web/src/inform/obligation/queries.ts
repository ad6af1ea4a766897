import { listPeople } from '@muster/contract/catalog/people';
import * as endpoints from '@muster/contract/inform/obligations';
import type { BodyOf } from '@muster/contract/platform/endpoint';
import type { Incident } from '@muster/contract/respond/incidents';
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../app/api.ts';

export const obligationRules = queryOptions({
  queryKey: ['obligation-rules'],
  queryFn: ({ signal }) => call(endpoints.listObligationRules, { signal }),
  staleTime: 60_000,
});

export const ruleVersions = (name: string) =>
  queryOptions({
    queryKey: ['obligation-rules', name],
    queryFn: ({ signal }) => call(endpoints.listObligationVersions, { params: { name }, signal }),
  });

/** Who can own a duty. */
export const owners = queryOptions({
  queryKey: ['people', 'owners'],
  queryFn: ({ signal }) => call(listPeople, { query: { limit: 200 }, signal }),
  select: ({ items }) =>
    items.filter((one) => one.active && (one.access === 'admin' || one.access === 'responder')),
  staleTime: 60_000,
});

type Start = BodyOf<typeof endpoints.startObligation>;
type Decline = BodyOf<typeof endpoints.declineObligation>;
type Fact = BodyOf<typeof endpoints.addObligationFact>;
type Submit = BodyOf<typeof endpoints.submitObligation>;
type Waive = BodyOf<typeof endpoints.waiveObligationStep>;
type Assign = BodyOf<typeof endpoints.assignObligation>;

export const useStart = (incident: Incident) =>
  useDuty(incident, (body: Start) => call(endpoints.startObligation, { params: { ref: incident.id }, body }));
export const useDecline = (incident: Incident) =>
  useDuty(incident, (body: Decline) =>
    call(endpoints.declineObligation, { params: { ref: incident.id }, body }),
  );
export const useAddFact = (incident: Incident, id: string) =>
  useDuty(incident, (body: Fact) =>
    call(endpoints.addObligationFact, { params: { ref: incident.id, id }, body }),
  );
export const useSubmit = (incident: Incident, id: string) =>
  useDuty(incident, (body: Submit) =>
    call(endpoints.submitObligation, { params: { ref: incident.id, id }, body }),
  );
export const useWaive = (incident: Incident, id: string) =>
  useDuty(incident, (body: Waive) =>
    call(endpoints.waiveObligationStep, { params: { ref: incident.id, id }, body }),
  );
export const useAssign = (incident: Incident, id: string) =>
  useDuty(incident, (body: Assign) =>
    call(endpoints.assignObligation, { params: { ref: incident.id, id }, body }),
  );

/** The answer is the incident as it stands then, shown at once under the topic of its hints. */
function useDuty<Body>({ id }: Incident, act: (body: Body) => Promise<Incident>) {
  const client = useQueryClient();
  const queryKey = [`incident:${id}`];
  return useMutation({
    mutationFn: act,
    onSuccess: (incident) => client.setQueryData(queryKey, incident),
    onSettled: () => {
      void client.invalidateQueries({ queryKey });
      void client.invalidateQueries({ queryKey: ['incidents'] });
    },
  });
}
