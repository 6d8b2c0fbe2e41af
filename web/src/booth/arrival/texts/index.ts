import { catalogue } from '../../../i18n/catalogue';
import { easy } from './easy';
import { en } from './en';
import { ja } from './ja';

export const texts = catalogue(ja, { easy, en });
