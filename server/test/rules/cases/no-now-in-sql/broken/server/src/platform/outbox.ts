export const sent = 'update platform.outbox set sent_at = CURRENT_TIMESTAMP'; // CAUGHT
