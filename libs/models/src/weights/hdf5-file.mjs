export { Dataset, File, Group } from 'jsfive';
