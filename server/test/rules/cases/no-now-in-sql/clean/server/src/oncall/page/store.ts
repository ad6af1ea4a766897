// now() would be the clock of the database.
export const due = (now: string) => `select id from oncall.pages where due_at < ${now}`;
