import { createHash, randomBytes } from 'node:crypto';
import type { Viewer } from '../../../src/centre/office/frame.ts';
import type { PersonSeen } from '../../../src/centre/office/people-page.ts';
import type { OfficeRole } from '../../../src/centre/office/roles.ts';
import { totpAddress, totpStep } from '../../../src/centre/office/totp.ts';
import type { Clock } from '../../../src/ground/ports.ts';
import { hashPin, isPin, PIN_COST } from '../../../src/staff/pin.ts';
import type { Database } from '../database.ts';

/** After so many wrong tries in a row a person is locked out for a while. Ours, as at the till. */
const WRONG_MAX = 5;
const LOCKED = '15 minutes';
/** As a session at the till. Source: interface section 11. */
const SESSION = '12 hours';
const SECRET_BYTES = 20;

interface PersonRow {
  readonly person_id: string;
  readonly name: string;
  readonly role: OfficeRole;
  readonly store_id: string | null;
  readonly password: string;
  readonly totp_secret: string;
  readonly totp_last: number;
}

/** A hash that no password fits, so that an id nobody has takes the same time. */
const NOBODY = `scrypt$${PIN_COST.N}$${PIN_COST.r}$${PIN_COST.p}$AAAA$${Buffer.alloc(32).toString('base64')}`;

/** The people of the office: how they sign in, and who they are in a session. Passwords and tokens are kept as hashes. */
export class PeopleStore {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #needsCode: boolean;

  constructor(database: Database, clock: Clock, needsCode: boolean) {
    this.#database = database;
    this.#clock = clock;
    this.#needsCode = needsCode;
  }

  /**
   * Begins a session; null where id, password or code is wrong, or the person is locked out: all alike.
   *
   * Why a try counts as wrong before it is looked at: of many that come at once, five are looked at, and no more.
   */
  async signIn(personId: string, password: string, code: string): Promise<string | null> {
    const [row] = await this.#database.query<PersonRow>(
      `UPDATE centre.person SET wrong_tries = wrong_tries + 1,
         locked_until = CASE WHEN (wrong_tries + 1) % ${WRONG_MAX} = 0 THEN now() + interval '${LOCKED}' END
       WHERE person_id = $1 AND NOT is_gone AND coalesce(locked_until <= now(), true) RETURNING *`,
      [personId],
    );
    const fits = await isPin(password, row?.password ?? NOBODY);
    if (row === undefined) return null;
    const step = this.#needsCode
      ? totpStep(Buffer.from(row.totp_secret, 'hex'), code, this.#clock.nowMs(), row.totp_last)
      : row.totp_last;
    if (!fits || step === null) return null;
    // A code is good once: two that come at the same time cannot both raise it.
    const raised = await this.#database.query(
      `UPDATE centre.person SET wrong_tries = 0, locked_until = NULL, totp_last = $2
       WHERE person_id = $1 AND ($3 OR totp_last < $2) RETURNING person_id`,
      [personId, step, !this.#needsCode],
    );
    if (raised.length === 0) return null;
    const token = randomBytes(32).toString('base64url');
    await this.#database.query(
      `INSERT INTO centre.session (token_hash, person_id, form_token, ends_at) VALUES ($1, $2, $3, now() + interval '${SESSION}')`,
      [hashOf(token), personId, randomBytes(16).toString('base64url')],
    );
    return token;
  }

  /** Who holds a session; null where it has ended. */
  async viewer(token: string): Promise<Viewer | null> {
    const [row] = await this.#database.query<PersonRow & { form_token: string }>(
      `SELECT p.person_id, p.name, p.role, p.store_id, s.form_token FROM centre.session s JOIN centre.person p USING (person_id)
       WHERE s.token_hash = $1 AND s.ends_at > now() AND NOT p.is_gone`,
      [hashOf(token)],
    );
    return row === undefined
      ? null
      : {
          ...{ personId: row.person_id, name: row.name, role: row.role },
          ...{ storeId: row.store_id, formToken: row.form_token },
        };
  }

  async signOut(token: string): Promise<void> {
    await this.#database.query('DELETE FROM centre.session WHERE token_hash = $1', [hashOf(token)]);
  }

  /**
   * Adds a person; answers the address of the second factor, which is told here and nowhere else. Null where somebody has that
   * id: nothing has changed then.
   */
  async add(person: PersonSeen, password: string): Promise<string | null> {
    const secret = randomBytes(SECRET_BYTES);
    const added = await this.#database.query(
      `INSERT INTO centre.person AS p (person_id, name, role, store_id, password, totp_secret) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (person_id) DO UPDATE SET name = excluded.name, role = excluded.role, store_id = excluded.store_id,
         password = excluded.password, totp_secret = excluded.totp_secret, totp_last = 0, wrong_tries = 0, locked_until = NULL,
         is_gone = false WHERE p.is_gone RETURNING person_id`,
      [
        ...[person.personId, person.name, person.role, person.storeId],
        ...[await hashPin(password, randomBytes(PIN_COST.saltBytes)), secret.toString('hex')],
      ],
    );
    return added.length === 0 ? null : totpAddress(person.personId, secret);
  }

  /**
   * An owner removes somebody else; false where that is not so, or not so any more.
   *
   * Why all owners are locked: of two who remove each other at once, the second is none by then, and an owner always stays.
   */
  async remove(by: string, personId: string): Promise<boolean> {
    return this.#database.transaction(async (sql) => {
      const owners = await sql.query<{ person_id: string }>(
        "SELECT person_id FROM centre.person WHERE role = 'owner' AND NOT is_gone ORDER BY person_id FOR UPDATE",
      );
      if (by === personId || !owners.some((owner) => owner.person_id === by)) return false;
      const gone = await sql.query(
        'UPDATE centre.person SET is_gone = true WHERE person_id = $1 AND NOT is_gone RETURNING person_id',
        [personId],
      );
      await sql.query('DELETE FROM centre.session WHERE person_id = $1', [personId]);
      return gone.length > 0;
    });
  }

  async list(): Promise<PersonSeen[]> {
    const rows = await this.#database.query<PersonRow>(
      'SELECT person_id, name, role, store_id FROM centre.person WHERE NOT is_gone ORDER BY name',
    );
    return rows.map((row) => ({
      personId: row.person_id,
      name: row.name,
      role: row.role,
      storeId: row.store_id,
    }));
  }
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest();
}
