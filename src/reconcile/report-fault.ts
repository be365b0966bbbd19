/** Why a report cannot be understood: where, and in `say` what is wrong and the mend. */
export interface ReportFault {
  readonly line: number;
  readonly column?: string | undefined;
  readonly say: string;
}
