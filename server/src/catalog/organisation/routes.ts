import { applyOrganisation as applyEndpoint, getOrganisation } from '@muster/contract/catalog/organisation';
import { parse } from 'yaml';
import { type Route, route } from '../../platform/http/route.ts';
import { Refusal } from '../../platform/refusal.ts';
import { isStorable } from '../../platform/storable.ts';
import { applyOrganisation, exportOrganisation } from './actions.ts';
import type { Section } from './model.ts';

export function organisationRoutes(sections: readonly Section[]): Route[] {
  const apply = applyOrganisation(sections);
  return [
    route(applyEndpoint, ({ platform, caller, query, body }) =>
      apply(platform, caller, {
        file: typeof body === 'string' ? readYaml(body) : body,
        dryRun: query.dryRun === 'true',
        prune: query.prune === 'true',
      }),
    ),
    route(getOrganisation, ({ platform }) => exportOrganisation(platform, sections)),
  ];
}

/** YAML without tags, merge tricks or alias bombs: data only. */
export function readYaml(text: string): unknown {
  const file = parsedYaml(text);
  if (!isStorable(file))
    throw new Refusal('invalid', 'A text of the file has the character U+0000, or half of a character.');
  return file;
}

function parsedYaml(text: string): unknown {
  try {
    return parse(text, { schema: 'core', maxAliasCount: 50, prettyErrors: true, logLevel: 'error' });
  } catch (error) {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    throw new Refusal('invalid', `The file is not YAML: ${message}`);
  }
}
