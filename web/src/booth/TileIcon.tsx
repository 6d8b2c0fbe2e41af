import type { SubjectId } from '../generated/protocol';
import { tilePaths } from './tile-paths';

/** The picture of a subject, by the id that the city's data gives it; others get the sheet of paper. */
const pictures: Readonly<Record<SubjectId, keyof typeof tilePaths>> = {
  'e-application': 'form',
  'garbage-support': 'garbage',
  childcare: 'child',
  'municipal-housing': 'home',
  'child-allowance': 'money',
  'child-medical': 'medical',
  'resident-tax': 'tax',
  'high-cost-care': 'care',
  'absentee-ballot': 'vote',
  'dog-vaccination': 'dog',
  certificates: 'certificate',
  moving: 'moving',
  'health-insurance': 'insurance',
  'pension-exemption': 'pension',
  disability: 'disability',
  'public-assistance': 'support',
  violence: 'support',
  bereavement: 'flower',
  'bereavement-papers': 'flower',
  'centre-use': 'room',
  'bulky-waste': 'bulky',
  water: 'water',
  'digital-help': 'device',
};

export function TileIcon({ subject }: { readonly subject: SubjectId }) {
  return (
    <svg className="tile-icon" viewBox="0 -960 960 960" aria-hidden="true" focusable="false">
      <path d={tilePaths[pictures[subject] ?? 'form']} />
    </svg>
  );
}
