import { type CSSVariablesResolver, type MantineColorsTuple, createTheme } from '@mantine/core';

/** The accent, deep teal, from light to dark; 8 is --accent in light, 7 in dark. */
const teal: MantineColorsTuple = [
  '#e0f0f2',
  '#c5e2e6',
  '#9ccbd2',
  '#6db3bd',
  '#3fb6c6',
  '#12879a',
  '#0e8398',
  '#0e7686',
  '#0b6878',
  '#08535f',
];
/** Surfaces of the dark theme, from text to the darkest ground: Mantine reads inputs and menus from here. */
const dark: MantineColorsTuple = [
  '#e6eaed',
  '#c5cdd3',
  '#aab4bc',
  '#8b959e',
  '#384048',
  '#22272c',
  '#161a1e',
  '#0a0c0e',
  '#08090b',
  '#050607',
];
const red: MantineColorsTuple = [
  '#fcebe8',
  '#f7d3cd',
  '#efb9b1',
  '#f58a7d',
  '#e0685a',
  '#cb4a3c',
  '#bb382b',
  '#c4372a',
  '#ab2a1f',
  '#8a2018',
];

/** Mantine, told to use the tokens: components take their colours from tokens.css through the variables below. */
export const theme = createTheme({
  primaryColor: 'teal',
  colors: { teal, red, dark },
  primaryShade: { light: 8, dark: 7 },
  autoContrast: true,
  fontFamily: 'var(--font-sans)',
  fontFamilyMonospace: 'var(--font-mono)',
  headings: { fontFamily: 'var(--font-sans)', fontWeight: '640' },
  defaultRadius: 6,
  fontSizes: { xs: '11px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '24px', xl: '32px' },
  cursorType: 'pointer',
  focusRing: 'never',
  respectReducedMotion: true,
  components: {
    Button: { defaultProps: { size: 'sm', h: 30, px: 11, fz: 12.5, fw: 530 } },
    // a header is a landmark of the page: a dialog's must not be
    Modal: {
      defaultProps: {
        attributes: { header: { role: 'presentation' } },
        closeButtonProps: { 'aria-label': 'Close' },
        radius: 12,
        styles: {
          content: { background: 'var(--surface)' },
          header: { background: 'var(--surface)' },
          title: { fontWeight: 620, fontSize: 16 },
        },
        transitionProps: { duration: 0 },
        overlayProps: { backgroundOpacity: 0.45 },
      },
    },
    TextInput: { defaultProps: { size: 'sm' } },
    NumberInput: { defaultProps: { size: 'sm' } },
    Select: {
      defaultProps: { size: 'sm', allowDeselect: false, comboboxProps: { transitionProps: { duration: 0 }, shadow: 'md' } },
    },
    InputWrapper: {
      styles: {
        label: { fontSize: 12, fontWeight: 500, color: 'var(--text-2)', marginBottom: 4 },
        error: { color: 'var(--bad)', fontSize: 12, lineHeight: 1.35 },
        description: { fontSize: 11, color: 'var(--text-3)' },
      },
    },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Notification: { defaultProps: { radius: 8 } },
  },
});

const shared = {
  '--mantine-color-body': 'var(--bg)',
  '--mantine-color-text': 'var(--text)',
  '--mantine-color-dimmed': 'var(--text-3)',
  '--mantine-color-placeholder': 'var(--text-3)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--text)',
  '--mantine-color-default-border': 'var(--line-2)',
  '--mantine-color-anchor': 'var(--accent-text)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-h)',
  '--mantine-color-teal-filled': 'var(--accent)',
  '--mantine-color-teal-filled-hover': 'var(--accent-h)',
  '--input-height-sm': '32px',
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
