import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ReplyOf } from '../../src/contract/contract.ts';
import { ask } from '../till/till.ts';

export type Managers = ReplyOf<'listManagers'>;

/** Who may approve, for every place of the desk; null until it is known. */
export const ManagersContext = createContext<Managers | null>(null);

/** Who may approve; null until it is known. */
export const useManagers = (): Managers | null => useContext(ManagersContext);

/**
 * Asks who may approve as soon as the desk opens, so that it is known before somebody types a PIN.
 *
 * A place that is opened asks again for as long as no answer came.
 */
export function useAskedManagers(place: string): Managers | null {
  const [managers, setManagers] = useState<Managers | null>(null);
  const isKnown = managers !== null;
  useEffect(() => {
    if (isKnown) return;
    let wanted = true;
    void ask('listManagers', { params: {}, body: null }).then((answer) => {
      if (wanted && answer.ok) setManagers(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, [place, isKnown]);
  return managers;
}

/** The name of a manager by id; one who is no longer in the config is called by the id. */
export function nameOf(managers: Managers | null, approver: string): string {
  return managers?.find(({ id }) => id === approver)?.name ?? approver;
}
