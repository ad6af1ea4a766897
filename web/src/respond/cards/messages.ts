export const words = {
  title: 'Cards',
  role: 'Whose card',
  yours: (role: string) => `${role} (you)`,
};
