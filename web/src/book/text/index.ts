import { catalogue } from '../../i18n/catalogue';
import { easy } from './easy';
import { en } from './en';
import { ja } from './ja';

export const bookText = catalogue(ja, { easy, en });
export type BookText = (typeof bookText)['ja'];
