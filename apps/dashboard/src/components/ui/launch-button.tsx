import { IconPlayerPlayFilled } from '@tabler/icons-react';
import { Kbd } from './kbd.tsx';
import { LinkButton } from './link-button.tsx';

/** To the launch form, from wherever one is. */
export function LaunchButton({ href }: { readonly href: string }) {
  return (
    <LinkButton
      href={href}
      variant="filled"
      leftSection={<IconPlayerPlayFilled size={13} aria-hidden />}
      rightSection={<Kbd onFill>L</Kbd>}
    >
      Launch a run
    </LinkButton>
  );
}
