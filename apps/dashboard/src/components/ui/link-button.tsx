'use client';
import { Button, type ButtonProps } from '@mantine/core';
import Link from 'next/link';
import type { ReactNode } from 'react';

/** A button that leads to another page. */
export function LinkButton({
  href,
  children,
  ...props
}: ButtonProps & { readonly href: string; readonly children: ReactNode; readonly onClick?: () => void }) {
  return (
    <Button component={Link} href={href} variant="default" {...props}>
      {children}
    </Button>
  );
}
