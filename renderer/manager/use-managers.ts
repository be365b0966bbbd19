import { useEffect, useState } from 'preact/hooks';
import type { ReplyOf } from '../../src/contract.ts';
import { ask } from '../till.ts';

export type Managers = ReplyOf<'listManagers'>;

/** Who may approve; null until it is known. */
export function useManagers(): Managers | null {
  const [managers, setManagers] = useState<Managers | null>(null);
  useEffect(() => {
    let wanted = true;
    void ask('listManagers', { params: {}, body: null }).then((answer) => {
      if (wanted && answer.ok) setManagers(answer.value);
    });
    return () => {
      wanted = false;
    };
  }, []);
  return managers;
}

/** The name of a manager by id; one who is no longer in the config is called by the id. */
export function nameOf(managers: Managers | null, approver: string): string {
  return managers?.find(({ id }) => id === approver)?.name ?? approver;
}
