import type { NextConfig } from 'next';
import path from 'node:path';

process.env['NEXT_TELEMETRY_DISABLED'] ??= '1';

const config: NextConfig = {
  turbopack: { root: path.resolve(import.meta.dirname, '../..') },
  transpilePackages: ['@sagittal/contracts', '@sagittal/models'],
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: false,
  // the typecheck target does this, with the rules of the whole workspace; a start need not wait for it twice
  typescript: { ignoreBuildErrors: true },
  experimental: { optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@tabler/icons-react'] },
};

export default config;
