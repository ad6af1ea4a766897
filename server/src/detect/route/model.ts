/**
 * Routes decide where a new alert belongs: the first whose condition holds gives the service, the group and the
 * wait. Without a match the integration's service is paged, and the sender's own grouping holds. An alert is
 * routed once, when it opens; later edits of routes move nothing that is open.
 */
import type { Declaring, Route } from '@muster/contract/detect/routes';
import { canaryId } from '../canary/model.ts';
import type { NormalisedEvent } from '../ingest/model.ts';

export interface CompiledRoute {
  route: Route;
  matches(variables: Record<string, unknown>): boolean;
}

/** Where an alert belongs. `key` is the identity of its group while that is open. */
export interface Routed {
  service: string;
  route: string | null;
  key: string;
  groupWaitSeconds: number;
  urgency: 'high' | 'low' | null;
  declare: Declaring | null;
  why: string;
}

export function routeEvent(
  routes: readonly CompiledRoute[],
  event: NormalisedEvent,
  integration: { id: string; name: string; service: string },
): Routed {
  const variables = routes.length === 0 ? {} : variablesOf(event, integration.name);
  const found = routes.find((one) => one.matches(variables))?.route;
  // The canary meets the conditions like any alert, and none of them leads it to people.
  if (!found || integration.id === canaryId) {
    const own = event.groupKey ?? event.dedupKey;
    return {
      service: integration.service,
      route: null,
      key: keyOf([integration.id, own]),
      groupWaitSeconds: 0,
      urgency: null,
      declare: null,
      why: `No route matched, so it goes to ${integration.service}, the service of the integration ${integration.name}.`,
    };
  }
  return {
    service: found.service,
    route: found.name,
    key: found.groupBy
      ? keyOf(['route', found.name, ...found.groupBy.map((label) => event.labels[label] ?? '')])
      : keyOf([integration.id, found.name, event.groupKey ?? event.dedupKey]),
    groupWaitSeconds: found.groupWait ?? 0,
    urgency: found.urgency ?? null,
    declare: found.declare ?? null,
    why: `The route ${found.name} matched: ${found.when}`,
  };
}

/** What a condition can ask. Maps, because a label may bear any name. */
function variablesOf(event: NormalisedEvent, integration: string): Record<string, unknown> {
  return {
    labels: new Map(Object.entries(event.labels)),
    annotations: new Map(Object.entries(event.annotations)),
    title: event.title,
    description: event.description,
    severity: event.severity,
    source: event.source,
    integration,
  };
}

/** JSON keeps the parts apart whatever they contain. */
function keyOf(parts: readonly string[]): string {
  return JSON.stringify(parts);
}
