import { alertGroupOpened } from '@muster/contract/detect/events';
import { groupPaged } from '@muster/contract/oncall/events';
import { cut } from '@muster/contract/platform/cut';
import type { DomainEvent } from '@muster/contract/platform/event';
import type { IncidentState } from '@muster/contract/respond/state';
import { findService } from '../../catalog/index.ts';
import { maintenanceHolding } from '../../detect/index.ts';
import type { Act } from '../../platform/act.ts';
import type { Query } from '../../platform/db.ts';
import { openIncident } from '../incident/actions.ts';
import { loadSettings } from '../settings/store.ts';
import { changeIncident } from '../stream/actions.ts';
import { isOpen } from '../stream/model.ts';
import { findIncident } from '../stream/store.ts';
import {
  type DeclaringGroup,
  decideJoined,
  decidePaged,
  severityFor,
  summaryOf,
  usualMergeMinutes,
} from './decide.ts';
import { declaredBy, knownGroups, latestOf, lockService, saveGroups } from './store.ts';

/**
 * Declares for groups that opened on a route which says so, once for each group, whatever dies and however many nodes
 * there are: the group is on record in the transaction of the incident. Both kinds of news are about the group, so that
 * its page comes after it.
 */
export async function declareForGroups(act: Act, events: readonly DomainEvent[]): Promise<void> {
  const opened = events.filter(alertGroupOpened.is).flatMap((event) => declaringGroup(event.payload));
  const services = [...Map.groupBy(opened, (one) => one.service)].sort(([a], [b]) => (a < b ? -1 : 1));
  const held = await maintenanceHolding(
    act.tx,
    services.map(([service]) => service),
    act.now,
  );
  // What opens during maintenance is said again when it ends, as far as it is still open then.
  for (const [service, groups] of services) if (!held.has(service)) await declareFor(act, service, groups);
  for (const { payload } of events.filter(groupPaged.is)) await linkPage(act, payload);
}

type Opened = Parameters<typeof alertGroupOpened>[1];

function declaringGroup({ group, route, service, title, declare }: Opened): DeclaringGroup[] {
  if (declare === null || route === null) return [];
  const { severity, mergeMinutes = usualMergeMinutes } = declare;
  return [{ group, route, service, title, severity, mergeMinutes }];
}

async function declareFor(act: Act, service: string, opened: readonly DeclaringGroup[]): Promise<void> {
  await lockService(act.tx, service);
  const known = await knownGroups(
    act.tx,
    opened.map((one) => one.group),
  );
  const groups = opened.filter((one) => !known.has(one.group));
  const [first] = groups;
  if (!first) return;
  const settings = await loadSettings(act.tx);
  const state = (await sameTrouble(act, first)) ?? (await declare(act, first, settings));
  await changeIncident(act, { ref: state.id, as: ruleOf(first) }, (before) =>
    decideJoined(before.state, groups, settings),
  );
  saveGroups(act.tx, groups, { incident: state.id, at: act.now });
}

/** The open incident that the service's last group belongs to, where that is not too long ago. */
async function sameTrouble(act: Act, group: DeclaringGroup): Promise<IncidentState | undefined> {
  const latest = await latestOf(act.tx, group.service);
  if (!latest || latest.at.until(act.now).total('minutes') >= group.mergeMinutes) return undefined;
  const state = await survivorOf(act.tx, latest.incident);
  return state && isOpen(state) ? state : undefined;
}

async function declare(
  act: Act,
  group: DeclaringGroup,
  settings: Awaited<ReturnType<typeof loadSettings>>,
): Promise<IncidentState> {
  // A service that went between the alert and now declares as well, and is not named.
  const service = await findService(act.tx, group.service);
  const { state } = await openIncident(
    act,
    {
      title: cut(group.title.trim(), 300) || `Alerts of ${group.service}`,
      severity: severityFor(settings, group.severity).name,
      services: service ? [service.name] : [],
      summary: summaryOf(group, settings),
      source: 'alert',
    },
    ruleOf(group),
  );
  return state;
}

async function linkPage(act: Act, { group, page }: { group: string; page: string }): Promise<void> {
  const found = await declaredBy(act.tx, group);
  const state = found && (await survivorOf(act.tx, found.incident));
  if (!found || !state) return;
  await changeIncident(act, { ref: state.id, as: ruleOf(found) }, (before) =>
    decidePaged(before.state, page),
  );
}

/** What was merged lives on in another. */
async function survivorOf(db: Query, id: string): Promise<IncidentState | undefined> {
  let state = await findIncident(db, id);
  for (let i = 0; i < 20 && state && state.mergedInto !== null; i += 1)
    state = await findIncident(db, state.mergedInto);
  return state;
}

function ruleOf({ route }: { route: string }) {
  return { kind: 'rule', name: route } as const;
}
