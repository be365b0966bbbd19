import type { TillConfig } from '../../src/acquirers/kinds.ts';
import { err, ok, type Result } from '../../src/ground/result.ts';
import { isPin } from '../../src/staff/pin.ts';
import type { Settings } from '../settings.ts';
import type { GoLive } from './arguments.ts';
import type { Guide, TaskAnswer } from './guide.ts';
import type { RunManager } from './side.ts';
import { accountOf } from './stage-guard.ts';

/** Who is there: in production a manager of the shop, elsewhere anybody. */
export interface Person {
  readonly manager: RunManager | null;
}

/**
 * Asks who is there, before a byte leaves: the end of the account's id, and in production a manager's PIN.
 *
 * Errors: a sentence where either does not fit.
 */
export async function checkedPerson(
  { against, account, led }: Pick<GoLive, 'against' | 'account' | 'led'>,
  part: TillConfig['gateways'][string],
  { config }: Settings,
  guide: Guide,
): Promise<Result<Person, string>> {
  if (against === 'own') return ok({ manager: null });
  const say = `Type the last four characters of the account of ${part.kind} at ${new URL(part.baseUrl).host}.`;
  const typed = account ?? textIn(await guide.ask({ task: 'account', case: null, say }));
  if (typed !== accountOf(part).slice(-4))
    return err('Those are not the last four characters of the account in the config. Nothing was sent.');
  if (against !== 'production') return ok({ manager: null });
  if (led) return err('On a live account the command leads, at the till itself: npm run golive.');
  const who = textIn(
    await guide.ask({
      ...{ task: 'manager', case: null },
      say: 'This is real money. Type the id and the PIN of a manager, with a blank between.',
    }),
  );
  const [, id = '', pin = ''] = /^(\S+)\s+(\S+)$/.exec(who) ?? [];
  const manager = config.managers.find((each) => each.id === id);
  if (manager === undefined || !(await isPin(pin, manager.pin)))
    return err('No manager of the config has this id and PIN. Nothing was sent.');
  return ok({ manager: { id, pin } });
}

function textIn(answer: TaskAnswer | null): string {
  return answer !== null && 'text' in answer ? answer.text : '';
}
