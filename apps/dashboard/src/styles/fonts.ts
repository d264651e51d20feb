import localFont from 'next/font/local';

/**
 * Inter's Latin letters, preloaded, and used only where they come in time: text never changes its width under the reader's
 * eyes. Other scripts come from @fontsource's own subsets behind it.
 */
export const inter = localFont({
  src: '../../../../node_modules/@fontsource-variable/inter/files/inter-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'optional',
  variable: '--font-inter',
});
