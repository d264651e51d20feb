/** What an engine says of its device, as `CPU, 2 threads, blocked kernels`, without the threads, which stand by themselves. */
export function deviceWords(device: string): { readonly device: string; readonly kernels: string | null } {
  const [name = device, ...rest] = device.split(', ').filter((part) => !/^\d+ threads?$/.test(part));
  return { device: name, kernels: rest.length === 0 ? null : rest.join(', ') };
}
