//===--- Names.cpp - from declarations to catalog entries -----------------===//
//
// Part of the commsec project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Analysis/Names.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/PrettyPrinter.h"

using namespace commsec;
using namespace clang;

std::string commsec::qualifiedName(const NamedDecl *D) {
  llvm::SmallVector<llvm::StringRef, 6> Parts;
  std::string Last;
  const auto *Record = dyn_cast<CXXRecordDecl>(D);
  if (!Record && !D->getDeclName().isIdentifier())
    Last = isa<CXXConstructorDecl>(D)
               ? cast<CXXConstructorDecl>(D)->getParent()->getName().str()
               : D->getNameAsString();
  else
    Last = D->getName().str();
  for (const DeclContext *C = D->getDeclContext(); C; C = C->getParent()) {
    if (const auto *N = dyn_cast<NamespaceDecl>(C)) {
      if (!N->isAnonymousNamespace() && !N->isInlineNamespace())
        Parts.push_back(N->getName());
    } else if (const auto *R = dyn_cast<RecordDecl>(C)) {
      if (!R->isAnonymousStructOrUnion() && R->getIdentifier())
        Parts.push_back(R->getName());
    } else if (const auto *E = dyn_cast<EnumDecl>(C)) {
      // Enumerators of scoped enumerations carry its name.
      if (E->isScoped())
        Parts.push_back(E->getName());
    }
  }
  std::string Name;
  for (llvm::StringRef P : llvm::reverse(Parts)) {
    Name += P;
    Name += "::";
  }
  return Name + Last;
}

const std::string &Names::name(const NamedDecl *D) {
  auto [It, New] = Spelled.try_emplace(D);
  if (New)
    It->second = qualifiedName(D);
  return It->second;
}

static const NamedDecl *canonical(const NamedDecl *D) {
  return cast<NamedDecl>(D->getCanonicalDecl());
}

/// True if \p D is a function that the file keeps to itself: it only shares its
/// name with one of a library.
static bool isPrivate(const NamedDecl *D) {
  const auto *F = dyn_cast<FunctionDecl>(D);
  if (!F || isa<CXXMethodDecl>(F) || F->getStorageClass() != SC_Static)
    return false;
  const FunctionDecl *Definition = F->getDefinition();
  return Definition && D->getASTContext().getSourceManager().isInMainFile(
                           Definition->getLocation());
}

const Entry *Names::find(const NamedDecl *D) {
  if (!D)
    return nullptr;
  D = canonical(D);
  auto [It, New] = Found.try_emplace(D, nullptr);
  if (!New)
    return It->second;
  const Entry *Result = nullptr;
  bool Mentioned = true;
  if (const IdentifierInfo *II = D->getIdentifier())
    Mentioned = Cat.mentions(II->getName());
  if (Mentioned && !isPrivate(D))
    Result = Cat.find(name(D));
  if (!Result)
    if (const auto *M = dyn_cast<CXXMethodDecl>(D))
      for (const CXXMethodDecl *O : M->overridden_methods()) {
        Result = find(O);
        if (Result)
          break;
      }
  // The map may have grown meanwhile.
  Found[D] = Result;
  return Result;
}

bool Names::isOneOf(const NamedDecl *D, llvm::ArrayRef<std::string> In) {
  if (!D || In.empty())
    return false;
  const std::string Name = name(canonical(D));
  if (llvm::is_contained(In, Name))
    return true;
  if (const auto *M = dyn_cast<CXXMethodDecl>(D))
    for (const CXXMethodDecl *O : M->overridden_methods())
      if (isOneOf(O, In))
        return true;
  return false;
}

/// "ns::C<ns::A, ns::B>": the canonical names of leading template arguments.
static bool matchesSpecialization(const CXXRecordDecl *R,
                                  llvm::StringRef Arguments) {
  const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R);
  if (!S)
    return false;
  llvm::SmallVector<llvm::StringRef, 4> Wanted;
  Arguments.split(Wanted, ',');
  const TemplateArgumentList &Have = S->getTemplateArgs();
  for (unsigned I = 0; I < Wanted.size(); ++I) {
    if (I >= Have.size() || Have[I].getKind() != TemplateArgument::Type)
      return false;
    const auto *A = Have[I].getAsType()->getAsCXXRecordDecl();
    llvm::StringRef W = Wanted[I].trim();
    if (!A || qualifiedName(A) != W.split('<').first)
      return false;
    if (W.contains('<') &&
        !matchesSpecialization(A, W.split('<').second.rsplit('>').first))
      return false;
  }
  return true;
}

bool Names::isHolder(const CXXRecordDecl *R) {
  if (!R || !R->getIdentifier())
    return false;
  const Entry *E = find(R);
  return E && E->Holder;
}

bool Names::isContainer(const CXXRecordDecl *R) {
  if (!R || !R->getIdentifier())
    return false;
  const Entry *E = find(R);
  return E && E->Container;
}

bool Names::isClass(QualType T, llvm::ArrayRef<std::string> In) {
  if (T.isNull())
    return false;
  T = T.getNonReferenceType();
  while (T->isPointerType())
    T = T->getPointeeType();
  // A typedef is a name like any other (`FILE`).
  for (const auto *Alias = T->getAs<TypedefType>(); Alias;
       Alias = Alias->desugar()->getAs<TypedefType>())
    if (llvm::is_contained(In, qualifiedName(Alias->getDecl())))
      return true;
  const auto *R = T->getAsCXXRecordDecl();
  if (!R) {
    const RecordDecl *Struct = T->getAsRecordDecl();
    return Struct && Struct->getIdentifier() &&
           llvm::is_contained(In, Struct->getName());
  }
  if (isHolder(R)) {
    const auto *S = dyn_cast<ClassTemplateSpecializationDecl>(R);
    if (S && S->getTemplateArgs().size() &&
        S->getTemplateArgs()[0].getKind() == TemplateArgument::Type)
      return isClass(S->getTemplateArgs()[0].getAsType(), In);
  }
  const std::string Name = name(canonical(R));
  for (llvm::StringRef W : In) {
    auto [Class, Arguments] = W.split('<');
    if (Class == Name &&
        (Arguments.empty() ||
         matchesSpecialization(R, Arguments.rsplit('>').first)))
      return true;
  }
  R = R->getDefinition();
  if (!R || R->isDependentContext())
    return false;
  for (const CXXBaseSpecifier &B : R->bases())
    if (isClass(B.getType(), In))
      return true;
  return false;
}

llvm::ArrayRef<const Fact *> Names::definedLike(const FunctionDecl *F) const {
  if (!Cat.hasDefined() || isa<CXXMethodDecl>(F) || !F->hasPrototype())
    return {};
  PrintingPolicy Plain(F->getASTContext().getLangOpts());
  return Cat.defined(F->getType().getAsString(Plain));
}
