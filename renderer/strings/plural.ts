/** The forms of a counted thing; `#` stands for the number. Languages without plural have `other` alone. */
export interface Forms {
  readonly one?: string;
  readonly other: string;
}

/** A number with its thing in the form that the language wants, in digits 0 to 9 whatever the language's own are. */
export function plural(language: string, count: number, forms: Forms): string {
  const form =
    new Intl.PluralRules(language).select(count) === 'one' ? (forms.one ?? forms.other) : forms.other;
  return form.replace('#', new Intl.NumberFormat(language, { numberingSystem: 'latn' }).format(count));
}
