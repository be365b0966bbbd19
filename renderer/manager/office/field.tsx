interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly set: (text: string) => void;
  readonly isNumber?: boolean;
  readonly isWide?: boolean;
}

/** One line that a person types. */
export function Field({ label, value, set, isNumber = false, isWide = false }: FieldProps) {
  return (
    <label class={`field ${isWide ? 'field-wide' : ''}`}>
      <span>{label}</span>
      <input
        type="text"
        inputMode={isNumber ? 'decimal' : 'text'}
        maxLength={128}
        value={value}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </label>
  );
}
