import { sql, type Tx } from '../../platform/db.ts';
import { canaryId } from './model.ts';

export async function deleteCanaries(tx: Tx, until: Temporal.Instant): Promise<void> {
  await tx.run(sql`delete from detect.events where integration_id = ${canaryId} and received_at <= ${until}`);
  await tx.run(sql`
    delete from detect.groups where id in (
      select group_id from detect.alerts
      where integration_id = ${canaryId} and state <> 'resolved' and first_at <= ${until})`);
  await tx.run(sql`
    delete from detect.alerts where integration_id = ${canaryId} and state <> 'resolved' and first_at <= ${until}`);
}
