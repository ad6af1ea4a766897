export const due = `
  select id from oncall.pages
  where due_at < now() -- CAUGHT
`;
