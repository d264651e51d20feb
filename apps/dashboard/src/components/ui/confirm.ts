import { modals } from '@mantine/modals';

/** Asks before what cannot be taken back; what can be is done at once and offers Undo (see notice.tsx). */
export function confirmed(question: {
  readonly title: string;
  readonly consequence: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
}): void {
  const { title, consequence, yes, no, onYes } = question;
  modals.openConfirmModal({
    title,
    children: consequence,
    labels: { confirm: yes, cancel: no },
    confirmProps: { color: 'red' },
    onConfirm: onYes,
  });
}
