//===--- OutlineTest.cpp - tests of what is only declared -----------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Project/Words.h"
#include "llvm/ADT/STLExtras.h"
#include "gtest/gtest.h"

using namespace commsec::project;
using namespace llvm;

namespace {

/// Each test asks of the word `f`.
struct Answer {
  bool InC, InCxx, IsWhole;
};

Answer declares(StringRef Text) {
  Vocabulary In;
  Word F = In.number("f");
  FileWords W = wordsOf(Text, {}, In);
  EXPECT_TRUE(is_contained(W.Plain, F)) << Text.str();
  return {is_contained(W.DeclaredInC, F), is_contained(W.DeclaredInCxx, F),
          W.IsWhole};
}

void expect(StringRef Text, bool InC, bool InCxx, bool IsWhole = true) {
  Answer A = declares(Text);
  EXPECT_EQ(A.InC, InC) << Text.str();
  EXPECT_EQ(A.InCxx, InCxx) << Text.str();
  EXPECT_EQ(A.IsWhole, IsWhole) << Text.str();
}

TEST(Outline, PrototypesAreNoCode) {
  expect("int f(int);", true, true);
  expect("API int CALL f(int, char *) THROW;", true, true);
  expect("extern \"C\" { int f(int); }", true, true);
  expect("namespace a { inline namespace b { int f(int); } }", true, true);
  expect("namespace a::b { int f(int); } int g() { return 1; }", true, true);
  expect("struct s; struct s *f(struct s *);", true, true);
  expect("int g(void) { return 1; } int f(int);", true, true);
  expect("int g(void) { return 1; }; int f(int);", true, true);
}

TEST(Outline, BodiesAndInitializersAreCode) {
  expect("int g(void) { return f(1); }", false, false);
  expect("int f(int); int g(void) { return f(1); }", false, false);
  expect("int f(int a) { return a; }", false, false);
  expect("int (*g)(int) = f;", false, false);
  expect("struct s t = { f };", false, false);
  expect("struct s { int a; } t = { f };", false, false);
  expect("struct s { int a; } t[] = { { 1 }, { f } };", false, false);
  expect("int a = 1, b = (f);", false, false);
  expect("auto a = [] { return 1; }() + f(2);", false, false);
  expect("auto a = g{}, b(f(2));", false, false);
  expect("T a{1}, b{f(2)};", false, false);
  expect("decltype(g()) a{1}, b(f(2));", false, false);
  expect("A::A() : a{1}, b{2} { f(1); }", false, false);
  expect("A::A() : a(f(1)) {}", false, false);
  expect("int g(int a = f(1));", false, false);
  expect("namespace a { int g() { if (b) { } f(1); } }", false, false);
  expect("_Pragma(\"x\") int g() { return f(1); }", false, false);
  expect("#pragma x f\n", false, false);
}

TEST(Outline, InCNothingElseIsEvaluated) {
  // A variable with its initializer, arguments of templates, members.
  expect("T a(f(1));", true, false);
  expect("T a(f);", true, false);
  expect("typedef P<g, D<f>> T;", true, false);
  expect("template class P<&f>;", true, false);
  expect("using ns::f;", true, false);
  expect("struct s { int (*f)(int); struct { int a; } b; };", true, false);
  expect("typedef struct { int (*a)(int); struct { int f; } b; } t;", true,
         false);
  expect("enum e { a, f };", true, false);
  expect("int g(int f);", true, false);
  expect("class c { virtual int f(int); };", false, false);
  expect("enum e { a = f };", false, false);
}

TEST(Outline, SeesWhatIsNotWhole) {
  expect("int f(int); int g(void) {", true, true, false);
  expect("int f(int); }", true, true, false);
  expect("int f(int); int a =", true, true, false);
  expect("int f(int); int g(", true, true, false);
  expect("int f(int); )", true, true, false);
  expect("int f(int); int g(void) <% return 1; %>", true, true, false);
  // Macros that stand for whole declarations, and namespaces that a macro ends.
  expect("BEGIN_DECLS int f(int); END_DECLS", true, true);
  expect("namespace a { int f(int); END", true, true);
  EXPECT_TRUE(declares("MODULE(f)").IsWhole);
  EXPECT_FALSE(declares("MODULE(f)").InC);
}

TEST(Outline, SeesIncludesInTheMiddle) {
  auto Inner = [](StringRef Text) {
    Vocabulary In;
    return wordsOf(Text, {}, In).InnerIncludes.size();
  };
  EXPECT_EQ(Inner("#include <a>\nint a;\n#include \"b\"\n"), 0u);
  EXPECT_EQ(Inner("extern \"C\" {\n#include \"b\"\n}"), 0u);
  EXPECT_EQ(Inner("void g(void) {\n#include \"b\"\n}"), 1u);
  EXPECT_EQ(Inner("struct s {\n#include \"b\"\n};"), 1u);
  EXPECT_EQ(Inner("int a[] =\n#include B\n;"), 1u);
  EXPECT_EQ(Inner("int a(\n#include B\n);"), 1u);
}

TEST(Outline, TellsWhatMacrosHide) {
  auto Macro = [](StringRef Text) {
    Vocabulary In;
    return wordsOf(Text, {}, In).Macros.front();
  };
  for (StringRef Text : {"#define A", "#define A B C(1)", "#define A }",
                         "#define A extern \"C\" {", "#define A namespace b {",
                         "#define A(x) ({ int b = x; { c(b); } b; })"}) {
    EXPECT_FALSE(Macro(Text).Opens) << Text.str();
    EXPECT_FALSE(Macro(Text).Defines) << Text.str();
  }
  EXPECT_TRUE(Macro("#define A {").Opens);
  EXPECT_TRUE(Macro("#define A do {").Opens);
  EXPECT_TRUE(Macro("#define A extern void b(void) {").Opens);
  EXPECT_FALSE(Macro("#define A do { b(); } while (0)").Opens);
  EXPECT_TRUE(Macro("#define A void b(void) { c(); }").Defines);
  EXPECT_TRUE(Macro("#define A ({ b(); }) { c(); }").Defines);
  EXPECT_TRUE(Macro("#define A = 1").Defines);
}

TEST(Outline, KnowsNotWhichPartIsTaken) {
  expect("#if A\nint f(int);\n#else\nint f(long);\n#endif", true, true);
  expect("#ifdef A\nextern \"C\" {\n#endif\nint f(int);\n"
         "#ifdef A\n}\n#endif",
         true, true);
  expect("int g(void) {\n#if A\nif (a) {\n#else\nif (b) {\n#endif\nc(); } }\n"
         "int f(int);",
         true, true);
  expect("struct s {\n#if A\nint a;\n#endif\nint (*f)(int); };", true, false);
  // What one part begins may go on in another, or behind them.
  expect("int (*a)(int) =\n#if A\n0;\n#else\nf;\n#endif\nint b;", false, false);
  expect("#if A\nint (*a)(int) =\n#else\nint b;\n#endif\nf;", false, false);
  expect("int (*a)(int)\n#if A\n;\n#else\n= f;\n#endif\nint b;", false, false);
  expect("#if A\nAPI\n#else\nextern\n#endif\nint f(int);", true, true);
  expect("#if A\nAPI(1)\n#else\nextern\n#endif\nint f(int);", false, false);
  expect("#ifndef H\nBEGIN_DECLS\nint f(int);\nEND_DECLS\n#endif", true, true);
  // Where the braces are not the same, nothing is known.
  expect("int g(void) {\n#if A\nif (a) {\n#endif\nc();\n#if A\n}\n#endif\n}"
         "int f(int);",
         true, true, false);
  expect("int g(void) { if (a) {\n#if A\n}\n#endif\nc();\n#if !A\n}\n#endif\n"
         "b(); }\nint f(int);",
         true, true, false);
  expect("int g(\n#if A\nint a);\n#else\nint b\n#endif\nint f(int);", false,
         false, false);
  expect("int f(int);\n#else\n", true, true, false);
  expect("int f(int);\n#if A\n", true, true, false);
}

TEST(Outline, KnowsWhatIsSkipped) {
  StringRef Text =
      "int g(void) {\n#if A\nif (a) {\n#elif \\\n B\n if (b) { if (c) {\n"
      "#else\nd();\n#endif\n}";
  auto IsWhole = [&](std::vector<std::pair<StringRef, StringRef>> Skipped,
                     StringRef Rest) {
    Ranges Parts;
    for (auto [Begin, End] : Skipped) {
      size_t From = Text.find(Begin);
      Parts.emplace_back(From, Text.find(End, From) + End.size());
    }
    Vocabulary In;
    return wordsOf((Text + Rest).str(), Parts, In).IsWhole;
  };
  EXPECT_FALSE(IsWhole({}, "}"));
  EXPECT_TRUE(IsWhole({{"#elif", "#endif"}}, "}"));
  EXPECT_TRUE(IsWhole({{"#if", " B"}, {"#else", "#endif"}}, "} }"));
  EXPECT_TRUE(IsWhole({{"#if", "#else"}}, ""));
  EXPECT_TRUE(IsWhole({{"#if", "#endif"}}, ""));
  EXPECT_FALSE(IsWhole({{"#if", "#else"}}, "}"));
}

TEST(Outline, LeavesOutWhatIsSkipped) {
  StringRef Text = "a\n#if 0\nb { // NOLINT(commsec-x)\n#else\nc\n#endif\nd\n";
  Vocabulary In;
  size_t Begin = Text.find("#if");
  // To within the line of the directive, or to its end.
  for (size_t End : {Text.find("else") + 2, Text.find("c\n")}) {
    FileWords W = wordsOf(Text, {{Begin, End}}, In);
    std::vector<StringRef> Plain;
    for (Word Each : W.Plain)
      Plain.push_back(In.text(Each));
    llvm::sort(Plain);
    EXPECT_EQ(Plain, (std::vector<StringRef>{"a", "c", "d"}));
    EXPECT_TRUE(W.IsWhole);
    EXPECT_TRUE(W.Suppresses);
  }
}

} // namespace
