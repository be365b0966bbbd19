import type { PlantedBug } from './planted-bug.ts';

const bug = (id: string, file: string, from: string, to: string): PlantedBug => ({
  id,
  patches: [{ file, from, to }],
});
const SQL = 'drivers/centre/migrations';

/** Bugs of the chain, with which a shop charges an order twice, gives back too much, or loses what happened. */
const PLANTED_CHAIN: readonly PlantedBug[] = [
  bug(
    'leave ends by time, though a pay was sent under it',
    `${SQL}/002-orders.sql`,
    "WHERE x.state = 'free' OR (x.state IN ('granted', 'begun') AND x.till_id = excluded.till_id)",
    "WHERE x.state = 'free' OR x.said_at_ms < excluded.said_at_ms - 60000 OR (x.state IN ('granted', 'begun') AND x.till_id = excluded.till_id)",
  ),
  bug(
    'the token of an attempt is not checked',
    'src/centre/order-books.ts',
    'if (isPassed || isAnothers || isShared)',
    'if (false as boolean)',
  ),
  {
    id: 'a gap in the rows is accepted',
    patches: [
      {
        file: `${SQL}/001-ingest.sql`,
        from: "RETURN QUERY SELECT 'gap', t.epoch, t.next_seq, t.head; RETURN;",
        to: 't.next_seq := p_first; t.head := p_previous;',
      },
    ],
  },
  bug(
    'a fork overwrites what was stored',
    `${SQL}/001-ingest.sql`,
    "    PERFORM centre.fence(p_till, 'fork', t.epoch, bad);\n    RETURN QUERY SELECT 'fork', t.epoch, t.next_seq, t.head; RETURN;",
    '    DELETE FROM centre.event v WHERE v.till_id = p_till AND v.seq >= p_first;\n    known := 0;\n    t.head := p_previous;\n    t.next_seq := p_first;',
  ),
  bug(
    'the till trusts a cursor of its own',
    'src/centre/outbox.ts',
    'if (answer.epoch === state.epoch && isSameLine) return sending(state.epoch, answer.next, own.last);',
    'if (answer.epoch === state.epoch && isSameLine) return sending(state.epoch, own.last + 1, own.last);',
  ),
  bug(
    'room for a refund that failed is not released',
    'drivers/centre/order-tables.ts',
    'ON CONFLICT (refund_request_id) DO UPDATE SET state = excluded.state, announced = true',
    'ON CONFLICT (refund_request_id) DO UPDATE SET announced = true',
  ),
  bug(
    'room for a refund of which nothing is known is released',
    'src/centre/following.ts',
    "state: state.kind === 'refunded' ? 'made' : state.kind === 'failed' ? 'failed' : 'reserved',",
    "state: state.kind === 'refunded' ? 'made' : 'failed',",
  ),
  bug(
    'an override is told to nobody',
    'src/centre/following.ts',
    "if (event.kind === 'orderOverridden')",
    'if (false as boolean)',
  ),
  bug(
    'a copy of a disk is not shut out',
    `${SQL}/001-ingest.sql`,
    "  UPDATE centre.till SET state = 'fenced', heard_at = now() WHERE till_id = p_till;",
    "  UPDATE centre.till SET heard_at = now() WHERE till_id = p_till AND p_kind <> 'clone';\n  IF p_kind <> 'clone' THEN UPDATE centre.till SET state = 'fenced' WHERE till_id = p_till; END IF;",
  ),
  bug(
    'the till waits for the centre',
    'src/till/order-gate.ts',
    'Promise.race([pending.waiting, this.#waited(leftMs)]);',
    'pending.waiting;',
  ),
  bug(
    'room that the till keeps no more is never released',
    `${SQL}/002-orders.sql`,
    "UPDATE centre.refund_reserve x SET state = 'failed'",
    "UPDATE centre.refund_reserve x SET state = 'reserved'",
  ),
  bug(
    'a centre that was put back gives leave before all tills have told',
    `${SQL}/002-orders.sql`,
    "IF EXISTS (SELECT 1 FROM centre.not_heard()) THEN RETURN QUERY SELECT 'healing', 0::bigint, '', 0; RETURN; END IF;",
    '',
  ),
  bug(
    'an attempt without the centre ends leave that its till has not used',
    'src/centre/order-books.ts',
    "if (isAnothers || lease?.state === 'granted') return null;",
    'if (isAnothers) return null;',
  ),
  bug(
    'a centre that was put back takes the rows of others over the word of a till that has leave',
    `${SQL}/002-orders.sql`,
    "WHERE x.state <> 'paid' AND NOT (x.till_id = excluded.till_id AND x.state = 'granted' AND x.token >= excluded.token);",
    "WHERE x.state <> 'paid' AND x.token < excluded.token;",
  ),
];

const isInSql = ({ patches }: PlantedBug): boolean => patches.every(({ file }) => file.startsWith(SQL));

/** The bugs of the migrations. */
export const PLANTED_SQL = PLANTED_CHAIN.filter(isInSql);
/** The bugs of the code around them. */
export const PLANTED_CHAIN_CODE = PLANTED_CHAIN.filter((each) => !isInSql(each));
