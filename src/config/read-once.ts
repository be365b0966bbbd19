/** How what is read once at a start is parsed: code that is made for a schema costs more there than it saves. */
export const READ_ONCE = { jitless: true } as const;
