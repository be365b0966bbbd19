/** Against what a page may lead: real money is led by the command alone. */
export const LED_AGAINST = ['own', 'sandbox'] as const;
