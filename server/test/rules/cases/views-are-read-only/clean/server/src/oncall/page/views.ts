export const pages = `select id, updated_at from oncall.pages where note = 'insert coin'`;
