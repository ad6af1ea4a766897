export const teams = `select t.id, 'oncall.pageAcknowledged' from catalog.teams t`;
