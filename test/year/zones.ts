/**
 * Where the year is played: a change by an hour in the north, one in the south across the date line, and one by half an
 * hour. Source: IANA time zone database, read through Intl.
 */
export const YEAR_ZONES = ['Europe/Berlin', 'Pacific/Auckland', 'Australia/Lord_Howe'] as const;
