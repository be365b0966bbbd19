/** The code pages between which `multilingual` switches; the first that has a character is taken. */
export const MULTILINGUAL_PAGES = ['cp437', 'cp1252', 'cp866', 'cp852', 'cp858'] as const;
