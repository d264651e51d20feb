/** The mark: slices of a head, the last one whole. */
export function Logo() {
  return (
    <svg width="20" height="20" viewBox="0 0 20 20" fill="currentColor" aria-hidden="true">
      <rect x="1" y="7" width="1.6" height="6" rx="0.8" opacity="0.55" />
      <rect x="4" y="4.4" width="1.6" height="11.2" rx="0.8" opacity="0.75" />
      <rect x="7" y="2.2" width="1.6" height="15.6" rx="0.8" />
      <path d="M10.4 1a9 9 0 0 1 0 18z" />
    </svg>
  );
}
