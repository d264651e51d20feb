/** The ring that turns while something runs; it stands still where motion is not wanted. */
export function Ring({ size = 14 }: { readonly size?: number }) {
  return (
    <svg
      className="turning"
      width={size}
      height={size}
      viewBox="0 0 14 14"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <circle cx="7" cy="7" r="5.5" opacity="0.3" />
      <path d="M7 1.5a5.5 5.5 0 0 1 5.5 5.5" />
    </svg>
  );
}
