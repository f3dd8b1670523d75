# Part of the commsec project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Reads and clicks through a report as a reviewer does, and prints what is
seen: read_page.py PAGE"""

import sys

from browser import Browser

SEEN = """
const visible = e => e.offsetParent !== null;
const text = s => [...document.querySelectorAll(s)].filter(visible).map(e => e.innerText.trim());
"""

with Browser() as page:
    def look(title, script):
        print(f"{title}: {page.run(SEEN + 'return ' + script)}")

    page.open(sys.argv[1])
    look("title", "document.title")
    look("count", "text('#count')[0]")
    look("files", "text('#list h2').join(' ')")
    look("lines", "text('.finding .where').join(' ')")

    page.click(".finding > button")
    look("expanded", "document.querySelector('.finding > button').getAttribute('aria-expanded')")
    look("hit", "text('.finding .source tr.hit').map(t => t.replace(/\\s+/g, ' ')).join(' | ')")
    look("mark", "text('.finding .source mark:not(.way)').join(' | ')")
    look("removed", "text('.finding .fix del').join()")
    look("added", "text('.finding .fix ins').join()")
    page.click(".finding > button")
    look("details", "text('.detail').length")

    page.click("[data-filter='check=disabled-cert-verification']")
    look("filtered", "text('#count')[0]")
    look("address", "location.hash")
    page.run("location.reload()")
    look("reloaded", "text('#count')[0]")
    page.click("#reset")
    page.type("#search", "one.c verifyhost")
    look("searched", "text('.finding .where').join(' ')")

    page.click("#tab-articles")
    look("articles", "text('#article-rows tr').length")
    look("missed", "text('#article-rows tr[data-state=missed] code').join(' ')")
    page.click("[data-article='x509-ssltls']")
    look("of the article", "text('#count')[0]")
    page.click("#tab-units")
    look("units", "text('#unit-summary')[0]")
    look("problems", "text('.problem').length")
    print(f"errors: {page.errors()}")
    print(f"requests: {[url for url in page.requests() if not url.startswith(('file:', 'data:', 'chrome:'))]}")
