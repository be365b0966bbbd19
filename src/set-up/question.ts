import type { Chapter, Form, QuestionName } from '../contract/till-setup-names.ts';
import type { Answer } from './answers.ts';

/** One thing that the set-up asks. */
export interface Question {
  readonly id: string;
  readonly ask: QuestionName;
  readonly chapter: Chapter;
  readonly form: Form;
  /** The keys of the config that the answer goes to: what the schema says of them is said of the answer. */
  readonly at: readonly string[];
  /** Whether a shop may do without it. */
  readonly mayPass: boolean;
  readonly options: readonly { readonly value: string; readonly say: string }[];
  /** What was found on the machine, or what most shops have. */
  readonly usual: Answer | null;
  /** The acquirer's own name of what is asked for, and the acquirer's. */
  readonly label?: string;
  readonly of?: string;
  /** The kind of the acquirer, and its name in the config. */
  readonly kind?: string;
  readonly gateway?: string;
  /** Digits at the least, of a PIN. */
  readonly digitsMin?: number;
}

/** What was found on the machine before anything was asked. */
export interface Found {
  readonly timeZone: string;
  /** The machine's country, two letters; null where it does not say. */
  readonly country: string | null;
  readonly languages: readonly string[];
  /** Printers by what `printerEntry` reads, such as `usb:/dev/usb/lp0`. */
  readonly printers: readonly { readonly value: string; readonly say: string }[];
  /** Screens by their name or id, where the till has several. */
  readonly screens: readonly { readonly value: string; readonly say: string }[];
  /** Files that may hold keys. */
  readonly keyFiles: readonly string[];
}
