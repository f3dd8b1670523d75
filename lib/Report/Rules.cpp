//===--- Rules.cpp - what the checks are about ----------------------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Report/Rules.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

using namespace llvm;

namespace commsec::report {

/// The pages of docs/checks, by name.
static constexpr std::pair<StringLiteral, StringLiteral> Pages[] = {
#include "Pages.inc"
};

static StringRef page(StringRef Name) {
  for (const auto &[Known, Text] : Pages)
    if (Known == Name)
      return Text;
  return {};
}

/// \p Text with the links to other pages, which lead nowhere in a report,
/// replaced by their words. Links to the net stay.
static std::string withoutLinks(StringRef Text) {
  std::string Out;
  while (true) {
    size_t Open = Text.find('['), Middle = Text.find("](", Open);
    size_t Close = Text.find(')', Middle);
    if (Open == StringRef::npos || Middle == StringRef::npos ||
        Close == StringRef::npos)
      return Out + Text.str();
    StringRef Target = Text.slice(Middle + 2, Close);
    Out += Text.take_front(Open);
    if (Target.contains("://") || Text.slice(Open, Middle).contains('\n'))
      Out += Text.slice(Open, Close + 1);
    else
      Out += Text.slice(Open + 1, Middle);
    Text = Text.drop_front(Close + 1);
  }
}

/// The page without its title, for readers of Markdown who don't know our marks
/// behind the language of an example.
static std::string markdownOf(StringRef Page) {
  Page = Page.substr(Page.find('\n')).ltrim('\n');
  std::string Out;
  SmallVector<StringRef, 0> Lines;
  Page.rtrim('\n').split(Lines, '\n');
  for (StringRef Line : Lines) {
    if (Line.starts_with("```"))
      Line = Line.take_until([](char C) { return C == ' '; });
    Out += Line;
    Out += '\n';
  }
  return withoutLinks(Out);
}

/// The paragraphs of the page before its example, without the description,
/// which everybody has already, and without headings.
static std::string textOf(StringRef Page) {
  Page = Page.slice(0, Page.find("\n## Example"));
  SmallVector<StringRef, 0> Paragraphs;
  Page.split(Paragraphs, "\n\n", -1, /*KeepEmpty=*/false);
  std::string Out;
  for (StringRef Paragraph : drop_begin(Paragraphs, 2)) {
    if (Paragraph.trim().starts_with("#"))
      continue;
    if (!Out.empty())
      Out += "\n\n";
    std::string Text = withoutLinks(Paragraph.trim());
    llvm::replace(Text, '\n', ' ');
    llvm::erase(Text, '`');
    Out += Text;
  }
  return Out;
}

static Rule aboutComments(StringRef Name, StringRef Description,
                          StringRef Help) {
  return {Name, Description, "", "very-high", Help.str(), Help.str() + "\n"};
}

/// A check that no fact uses yet has no page, but needs some help.
static Rule aboutCheck(StringRef Name, StringRef Description,
                       StringRef Severity, StringRef Precision) {
  StringRef Page = page(Name);
  std::string Short = ("commsec-" + Name + " " + Description + ".").str();
  return {Name,
          Description,
          Severity,
          Precision,
          Page.empty() ? Short : textOf(Page),
          Page.empty() ? Short + "\n" : markdownOf(Page)};
}

static std::vector<Rule> makeRules() {
  std::vector<Rule> All = {
#define CHECK(CLASS, NAME, DESCRIPTION, SEVERITY, PRECISION)                   \
  aboutCheck(NAME, DESCRIPTION, SEVERITY, PRECISION),
#include "../../checks/Checks.def"
      aboutComments(UnexplainedSuppression,
                    "finds NOLINT comments that silence commsec and give no "
                    "reason",
                    "Who reads the code later has to know why an insecure "
                    "setting is right here. Write the reason behind the list "
                    "of checks: // NOLINT(commsec-...): the reason."),
      aboutComments(UnusedSuppression,
                    "finds NOLINT comments that name checks of commsec and "
                    "silence nothing",
                    "A comment that silences nothing hides what may come. "
                    "Remove it, or its item that is not needed any more."),
  };
  sort(All, [](const Rule &A, const Rule &B) { return A.Name < B.Name; });
  return All;
}

ArrayRef<Rule> rules() {
  static const std::vector<Rule> All = makeRules();
  return All;
}

} // namespace commsec::report
