import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { schemaWords } from '../../src/ground/schema-words.ts';

const shapes = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('tcp') }),
  z.object({ kind: z.literal('usb') }),
]);

describe('Config and local API (interface §2, §3) › what does not fit is said by its mend', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['is missing: give a text in quotation marks', z.string(), undefined],
    ['is to be a text in quotation marks', z.string(), 7],
    ['is to be a number', z.coerce.number(), 'seven'],
    ['is to be a whole number', z.int(), 1.5],
    ['is to be a list, […]', z.array(z.string()), 'en'],
    ['is missing: give an object, {…}', z.strictObject({}), undefined],
    ['is to be one of json, csv', z.enum(['json', 'csv']), 'xml'],
    ['is missing: give one of json, csv', z.enum(['json', 'csv']), undefined],
    ['is to be one of tcp, usb', shapes, { kind: 'cups' }],
    ['is missing: give one of tcp, usb', shapes, {}],
    ['is empty', z.string().min(1), ''],
    ['is empty', z.array(z.string()).min(1), []],
    ['is to be at least 1', z.int().min(1), 0],
    ['is to be at most 65535', z.int().max(65_535), 65_536],
    ['is to have at most 3 characters', z.string().max(3), 'four'],
    ['is to have at most 1 entry', z.array(z.string()).max(1), ['a', 'b']],
    ['is to have exactly 2 entries', z.array(z.string()).length(2), ['a']],
    [
      'is to be a time with its offset, such as 2026-01-31T08:30:00+08:00',
      z.iso.datetime({ offset: true }),
      'soon',
    ],
    ['the words of the schema itself', z.string().min(1, 'the words of the schema itself'), ''],
  ])('%s', (words, schema, value) => {
    const read = schema.safeParse(value, { error: schemaWords });

    expect(read.error?.issues.map(({ message }) => message)).toStrictEqual([words]);
  });
});
