export { Words } from '../../ui/Words';
