export const teamOf = () => 'payments';
