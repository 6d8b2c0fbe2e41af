import './booking.css';
import { BookedScreen } from './Booked';
import { CheckScreen } from './Check';
import type { Planning } from './planning';
import { TelephoneScreen } from './TelephoneScreen';
import { TimesScreen } from './Times';

/** 別の日に予約する: one step a screen. */
export default function Booking({ planning }: { readonly planning: Planning }) {
  const { step } = planning;
  switch (step.is) {
    case 'times':
      return <TimesScreen planning={planning} step={step} />;
    case 'telephone':
      return <TelephoneScreen planning={planning} step={step} />;
    case 'check':
      return <CheckScreen planning={planning} step={step} />;
    case 'done':
      return <BookedScreen planning={planning} booking={step.booking} />;
  }
}
