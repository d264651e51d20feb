"""The machine's bound as numpy reaches it: one product of two square fp32 matrices by its BLAS."""
from turns import answers, arguments, serve

a = arguments("size")
out = answers()

import numpy as np
import threadpoolctl

threadpoolctl.threadpool_limits(a.threads, "blas")
blas = ", ".join(f"{lib['internal_api']} {lib['version']}" for lib in threadpoolctl.threadpool_info() if lib["user_api"] == "blas")
left = np.random.default_rng(0).standard_normal((a.size, a.size), np.float32)

serve(out, f"numpy {np.__version__} ({blas})", lambda: left @ left)
