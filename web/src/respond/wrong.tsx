export { Wrong } from '../ui/wrong.tsx';
