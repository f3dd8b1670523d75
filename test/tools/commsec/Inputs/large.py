# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints a function of that many branches: large.py COUNT"""

import sys

print("#include <curl/curl.h>")
print("void many(CURL *h, const int *c) {\n  int n = 0;")
for i in range(int(sys.argv[1])):
    print(f"  if (c[{i}])\n    n += {i};\n  else\n    n ^= {i};")
    print(f"  while (c[n] > {i})\n    n += c[{i}];")
print("  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, (long)n);\n}")
