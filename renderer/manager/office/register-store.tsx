import { useState } from 'preact/hooks';
import type { StoreView } from '../../../src/contract/office-matters.ts';
import { PersonChoice } from '../../parts/person-choice.tsx';
import { useOfficeWords } from '../../strings/office/office-words.ts';
import { newRequestKey } from '../../till/order-id.ts';
import { ask } from '../../till/till.ts';
import { fileOf, PAPER_FILES } from './dispute-papers.tsx';
import { FileAction } from './file-action.tsx';
import { Field } from './field.tsx';
import { OfficeApproval } from './office-approval.tsx';
import { OfficeForm } from './office-form.tsx';

/** What a registration number may be of; the till's contract holds the same. */
const REGISTRATION_TYPES = [
  'ENTERPRISE_REGISTRATION_NO',
  'US_FEDERAL_EIN',
  'INDEPENDENT_CONTRACTOR_LICENSE_NO',
  'OTHER_IDENTIFICATION_NO',
] as const;
type Kind = (typeof REGISTRATION_TYPES)[number];

type Attachment = Awaited<ReturnType<typeof fileOf>> & { readonly attachmentName: string };

interface RegisterStoreProps {
  readonly store: StoreView;
  readonly done: () => void;
  readonly back: () => void;
}

/** What the settings do not say of the store, asked once; what was said before stands there. */
export function RegisterStore({ store, done, back }: RegisterStoreProps) {
  const { registration: words } = useOfficeWords();
  const { known } = store;
  const [legalName, setLegalName] = useState(known['legalName'] ?? store.settings['merchantName'] ?? '');
  const [registrationNo, setRegistrationNo] = useState(known['registrationNo'] ?? '');
  const [kind, setKind] = useState<Kind>(
    REGISTRATION_TYPES.find((type) => type === known['registrationType']) ?? REGISTRATION_TYPES[0],
  );
  const [email, setEmail] = useState(known['email'] ?? '');
  const [telephone, setTelephone] = useState(known['telephone'] ?? '');
  const [papers, setPapers] = useState<readonly Attachment[]>([]);
  const [isApproving, setApproving] = useState(false);
  const [idempotencyKey] = useState(newRequestKey);
  const mayGo = [legalName, registrationNo].every((text) => text.trim() !== '');
  const next = (): void => setApproving(true);
  if (isApproving)
    return (
      <OfficeApproval
        headline={words.register}
        say={`${legalName} · ${registrationNo}`}
        give={words.send}
        done={done}
        back={() => setApproving(false)}
        request={(approver) => {
          const contactInfo = contactsOf(email, telephone);
          const registrationDetail = {
            ...{ legalName: legalName.trim(), registrationType: kind, registrationNo: registrationNo.trim() },
            ...(contactInfo.length === 0 ? {} : { contactInfo }),
            ...(papers.length === 0
              ? {}
              : {
                  attachments: papers.map((paper) => ({
                    ...paper,
                    attachmentType: 'REGISTRATION_CERTIFICATE' as const,
                  })),
                }),
          };
          return ask('requestRegistration', {
            params: {},
            body: { merchantInfo: { registrationDetail }, storeInfo: {}, approver },
            idempotencyKey,
          });
        }}
      />
    );
  return (
    <Form
      {...{ store, next, back, mayGo, kind, setKind, papers }}
      add={(file) =>
        void fileOf(file).then((read) =>
          setPapers([...papers, { ...read, attachmentName: file.name.slice(-64) }]),
        )
      }
      fields={[
        [words.legalName, legalName, setLegalName, true],
        [words.number, registrationNo, setRegistrationNo, true],
        [words.email, email, setEmail, false],
        [words.telephone, telephone, setTelephone, false],
      ]}
    />
  );
}

interface FormProps {
  readonly store: StoreView;
  readonly fields: readonly (readonly [string, string, (text: string) => void, boolean])[];
  readonly kind: Kind;
  readonly setKind: (kind: Kind) => void;
  readonly papers: readonly Attachment[];
  readonly add: (file: File) => void;
  readonly mayGo: boolean;
  readonly next: () => void;
  readonly back: () => void;
}

function Form({ store, fields, kind, setKind, papers, add, mayGo, next, back }: FormProps) {
  const office = useOfficeWords();
  const { registration: words } = office;
  return (
    <OfficeForm headline={words.register} give={office.next} main={mayGo ? next : null} back={back} isLong>
      <div class="fields">
        {fields.map(([label, value, set, isWide]) => (
          <Field key={label} {...{ label, value, set, isWide }} />
        ))}
      </div>
      <div>
        <h2>{words.kind}</h2>
        <PersonChoice
          people={REGISTRATION_TYPES.map((id) => ({ id, name: words.kinds[id] }))}
          label={words.kind}
          who={kind}
          choose={(id) => setKind(REGISTRATION_TYPES.find((type) => type === id) ?? kind)}
        />
      </div>
      <div class="dispute-papers">
        <h2>{office.papers}</h2>
        <ul class="office-list">
          {papers.map(({ attachmentName }) => (
            <li key={attachmentName}>{attachmentName}</li>
          ))}
        </ul>
        <FileAction say={office.addPaper} accept={PAPER_FILES} take={add} />
      </div>
      <section aria-labelledby="register-settings">
        <h2 id="register-settings">{words.settings}</h2>
        <ul class="office-list">
          {Object.entries(store.settings).map(([name, value]) => (
            <li key={name}>
              <strong>{value}</strong>
              <span>{name}</span>
            </li>
          ))}
        </ul>
      </section>
    </OfficeForm>
  );
}

function contactsOf(email: string, telephone: string) {
  return [
    ...(email.trim() === '' ? [] : [{ contactType: 'EMAIL', contactNo: email.trim() } as const]),
    ...(telephone.trim() === '' ? [] : [{ contactType: 'TELEPHONE', contactNo: telephone.trim() } as const]),
  ];
}
