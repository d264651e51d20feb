import open from 'open';
import { setting } from '../env.ts';

/** Is there a screen with somebody before it? Not in CI, not over ssh, not in a container. */
export function hasDesktop(): boolean {
  if (setting('CI') !== undefined || setting('SAGITTAL_OPEN') === 'off') return false;
  if (setting('SSH_CONNECTION') !== undefined || setting('SSH_TTY') !== undefined || !process.stdout.isTTY) return false;
  if (process.platform === 'linux') return setting('DISPLAY') !== undefined || setting('WAYLAND_DISPLAY') !== undefined;
  return true;
}

/** Opens the page in the browser; where that fails the printed address is enough. */
export async function openPage(url: string): Promise<void> {
  const child = await open(url).catch(() => null);
  child?.on('error', () => undefined);
}
