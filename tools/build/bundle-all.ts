import { bundleAll } from './bundle.ts';

await bundleAll();
