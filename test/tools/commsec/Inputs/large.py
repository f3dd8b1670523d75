# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints a function of that many branches: large.py COUNT"""

import sys

print("#include <curl/curl.h>")
# Each branch does something else that the next ones know of.
print("void many(CURL *h, const int *c) {\n  int v = 1, n = 0;")
for i in range(int(sys.argv[1])):
    print(f"  if (c[{i}])\n    n = n * 2 + 1;\n  else\n    n = n * 2;")
    print(f"  while (c[v] > n)\n    v += c[{i}];")
    for _ in range(10):
        print(f"  v += c[{i}];")
print("  curl_easy_setopt(h, CURLOPT_SSL_VERIFYPEER, (long)v);")
print("  curl_easy_setopt(h, CURLOPT_SSL_VERIFYHOST, (long)(v + n));\n}")
