import { useDates } from '../../calendar/era';
import type { Opening, Plan, Schedule } from '../../generated/protocol';
import { useText } from '../../i18n/language';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Notice } from '../../ui/Notice';
import { leaveOut, leaveSite, removeOpening } from '../plan/edit';
import { namesOf } from '../plan/names';
import { openingWords } from '../plan/words';
import { useServices, useWording } from '../services';
import type { Cell, Placed } from './rows';
import { weekText } from './text';

/** How much of an opening goes: one date, one site, or all of it. Undo takes it back. */
export function RemoveDialog({
  opening,
  placed,
  cell,
  plan,
  schedule,
  onClose,
}: {
  readonly opening: Opening;
  readonly placed: Placed;
  readonly cell: Cell;
  readonly plan: Plan;
  readonly schedule: Schedule;
  readonly onClose: () => void;
}) {
  const text = useText(weekText).remove;
  const { draft } = useServices();
  const dates = useDates();
  const wording = useWording(schedule);
  const names = namesOf(schedule, plan);
  const become = (next: Plan) => {
    onClose();
    void draft.change(next);
  };
  const { days } = opening;
  const several = days.is === 'weekly' || days.dates.length > 1;
  return (
    <Dialog title={text.title} onClose={onClose}>
      <p>
        {text.lead(openingWords(opening, wording))}
        {opening.sites.length > 1 && ` ${text.sites(String(opening.sites.length))}`}
      </p>
      {placed.block.booked > 0 && <Notice kind="act">{text.booked}</Notice>}
      <div className="ways">
        {several && (
          <Button kind="harm" autoFocus onPress={() => become(leaveOut(plan, opening.id, cell.date))}>
            {text.date(dates.long(cell.date))}
          </Button>
        )}
        {opening.sites.length > 1 && (
          <Button kind="harm" onPress={() => become(leaveSite(plan, opening.id, cell.site))}>
            {text.site(names.site(cell.site))}
          </Button>
        )}
        <Button kind="harm" autoFocus={!several} onPress={() => become(removeOpening(plan, opening.id))}>
          {text.all}
        </Button>
        <Button onPress={onClose}>{text.cancel}</Button>
      </div>
    </Dialog>
  );
}
