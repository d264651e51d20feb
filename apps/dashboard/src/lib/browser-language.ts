/**
 * Chromium under a POSIX locale calls its language `en-US@posix`, which is no language tag, and uPlot hands it to Intl as it is
 * loaded: every page with a chart would fail. Imported before uPlot, this gives such a browser the language that it means.
 */
if (typeof window !== 'undefined') {
  try {
    Intl.getCanonicalLocales(navigator.language);
  } catch {
    Object.defineProperty(navigator, 'language', { value: 'en-US', configurable: true });
  }
}

export {};
