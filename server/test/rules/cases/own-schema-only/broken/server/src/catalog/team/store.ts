export const pagesOf = `
  select id
  from oncall.pages -- CAUGHT
`;
