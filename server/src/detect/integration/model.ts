/**
 * An integration is one configured use of a door. Its key is stored as a hash and shown once, when it is made;
 * the hint is its last four characters, for people to tell keys apart.
 */
import type { integrationBody } from '@muster/contract/detect/integrations';
import type { z } from 'zod';
import type { Severity } from '../ingest/model.ts';

export type IntegrationItem = z.output<typeof integrationBody>;

export interface IntegrationSettings {
  defaultSeverity?: Severity | undefined;
  heartbeatMatch?: Record<string, string> | undefined;
  period?: number | undefined;
  grace?: number | undefined;
}

export interface StoredIntegration {
  id: string;
  name: string;
  door: IntegrationItem['door'];
  service: string;
  keyHash: string;
  keyHint: string;
  settings: IntegrationSettings;
}

export const hintOf = (key: string): string => key.slice(-4);

/** The file's form; the key stays out of it, because only its hash is known. */
export function toItem({ name, door, service, settings }: StoredIntegration): IntegrationItem {
  const { defaultSeverity, heartbeatMatch, period, grace } = settings;
  return {
    name,
    door,
    service,
    ...(defaultSeverity === undefined ? {} : { defaultSeverity }),
    ...(heartbeatMatch === undefined ? {} : { heartbeatMatch }),
    ...(period === undefined ? {} : { period }),
    ...(grace === undefined ? {} : { grace }),
  };
}

/** Where a sender posts to; `<key>` stands for the key, as far as it belongs into the address. */
export function addressOf(url: string, door: IntegrationItem['door']): string {
  if (door === 'pagerduty') return `${url}/v2/enqueue`;
  if (door === 'heartbeat') return `${url}/ping/<key>`;
  return `${url}/ingest/${door}/<key>`;
}
